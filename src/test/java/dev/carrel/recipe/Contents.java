package dev.carrel.recipe;

import dev.carrel.catalogue.PinnedBase;
import dev.carrel.catalogue.Toolchain;
import dev.carrel.catalogue.Toolchain.Distribution;
import dev.carrel.catalogue.Toolchain.PackageManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Contents that tests start from. */
final class Contents {
  static final String DIGEST = "sha256:" + "9f3c".repeat(16);

  static final PinnedBase SLIM =
      new PinnedBase(
          "python-slim",
          "python:3.12-slim-bookworm",
          DIGEST,
          "python:3.12-slim-bookworm@" + DIGEST);
  static final Toolchain SLIM_TOOLS =
      new Toolchain(
          Optional.of("python3"),
          true,
          List.of(),
          false,
          PackageManager.APT,
          Distribution.DEBIAN,
          Optional.of("bookworm"));

  static final PinnedBase CUDA =
      new PinnedBase(
          "cuda",
          "nvidia/cuda:12.2.2-cudnn8-devel-ubuntu22.04",
          DIGEST,
          "nvidia/cuda:12.2.2-cudnn8-devel-ubuntu22.04@" + DIGEST);
  static final Toolchain CUDA_TOOLS =
      new Toolchain(
          Optional.of("python3"),
          false,
          List.of("python3", "python3-pip"),
          true,
          PackageManager.APT,
          Distribution.UBUNTU,
          Optional.of("jammy"));

  static final PinnedBase ALPINE =
      new PinnedBase("alpine", "alpine:3.22", DIGEST, "alpine:3.22@" + DIGEST);
  static final Toolchain ALPINE_TOOLS =
      new Toolchain(
          Optional.empty(),
          false,
          List.of(),
          false,
          PackageManager.APK,
          Distribution.ALPINE,
          Optional.empty());

  private Contents() {}

  static Content slim(List<String> python, List<String> system, Map<String, String> environment) {
    return new Content(
        SLIM, SLIM_TOOLS, pins(python), system, new TreeMap<>(environment), List.of());
  }

  static List<Pin> pins(List<String> python) {
    return python.stream().map(Pin::parse).toList();
  }
}
