package dev.carrel.environment.doctor;

import java.util.Optional;

/**
 * The driver's ceiling against what an image brings. Within one major version newer programs run on
 * an older driver, less code that must be compiled anew there (NVIDIA's "minor version
 * compatibility"); across majors they do not.
 */
final class DriverMatch {

  private DriverMatch() {}

  /** Empty where either is not known, or the image brings no CUDA. */
  static Optional<Finding> of(
      Optional<String> driver, Optional<String> ceiling, Optional<String> image) {
    Optional<CudaVersion> most = ceiling.flatMap(CudaVersion::parse);
    Optional<CudaVersion> wanted = image.flatMap(CudaVersion::parse);
    if (most.isEmpty() || wanted.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(judged(driver.orElse("here"), most.get(), wanted.get()));
  }

  private static Finding judged(String driver, CudaVersion most, CudaVersion wanted) {
    if (wanted.compareTo(most) <= 0) {
      return Finding.good(
          "The driver is new enough",
          "The image brings CUDA %s; the driver %s serves up to %s."
              .formatted(wanted, driver, most));
    }
    if (wanted.major() == most.major()) {
      return Finding.warn(
          "The driver is a little older than the image",
          "The image brings CUDA %s; the driver %s serves up to %s. Most programs run all the same; one that compiles code for the GPU while it runs may say \"the provided PTX was compiled with an unsupported toolchain\"."
              .formatted(wanted, driver, most),
          "If you see that, take a base with CUDA %s or older, or ask the operators for a newer driver."
              .formatted(most));
    }
    return Finding.bad(
        "The driver is too old for the image",
        "The image brings CUDA %s; the driver %s serves up to %s. Programs will say \"CUDA driver version is insufficient for CUDA runtime version\" and run on the CPU or not at all."
            .formatted(wanted, driver, most),
        "Choose a base with CUDA %d in the recipe and build again; or ask the operators for a newer driver."
            .formatted(most.major()));
  }
}
