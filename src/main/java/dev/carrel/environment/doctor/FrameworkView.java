package dev.carrel.environment.doctor;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/**
 * What a framework says of GPUs, one line of JSON for each that is installed; see {@code
 * environment/gpu_check.py}.
 *
 * @param cuda what it was built for; null for a build without
 * @param devices as it names them; null with an error
 * @param computed a small product came out right; null where it was not tried
 * @param error why it could not be asked
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record FrameworkView(
    String framework,
    String version,
    String cuda,
    List<String> devices,
    Boolean computed,
    String error) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Whatever else was printed, such as a framework's warnings, is passed over. */
  static List<FrameworkView> read(String output) {
    List<FrameworkView> views = new ArrayList<>();
    for (String line : output.split("\\R")) {
      if (line.startsWith("{\"framework\":")) {
        try {
          views.add(JSON.readValue(line, FrameworkView.class));
        } catch (JsonProcessingException cutOff) {
          // The end of an output that was too long.
        }
      }
    }
    return views;
  }

  private String name() {
    String title =
        switch (framework) {
          case "torch" -> "PyTorch";
          case "tensorflow" -> "TensorFlow";
          case "jax" -> "JAX";
          default -> framework;
        };
    return version == null ? title : title + " " + version;
  }

  Finding judge() {
    if (error != null) {
      return Finding.bad(
          name() + " cannot be asked",
          "It says: " + error,
          error.contains("insufficient")
              ? "The driver is too old for it: choose a base with an older CUDA in the recipe and build again."
              : "Mend the installation in the recipe, and build again.");
    }
    if (devices == null || devices.isEmpty()) {
      return blind();
    }
    if (Boolean.FALSE.equals(computed)) {
      return Finding.bad(
          name() + " computes wrongly on the GPU",
          "A product of two small matrices came out wrong.",
          "Do not trust its results. Tell the operators: the GPU is to be looked at.");
    }
    return Finding.good(
        name() + " sees " + (devices.size() == 1 ? "the GPU" : devices.size() + " GPUs"),
        String.join(", ", devices) + (cuda == null ? "" : "; built for CUDA " + cuda) + ".");
  }

  private Finding blind() {
    if (cuda == null && !framework.equals("jax")) {
      return Finding.bad(
          name() + " sees no GPU: it is a build for the CPU",
          "This build knows no CUDA at all.",
          "Choose a base with CUDA in the recipe; do not pin a build marked +cpu.");
    }
    if (framework.equals("jax")) {
      return Finding.bad(
          name() + " sees no GPU",
          "Without its CUDA plugin JAX runs on the CPU.",
          "Pin jax-cuda12-plugin and jax-cuda12-pjrt of the same version in the recipe, and build again.");
    }
    return Finding.bad(
        name() + " sees no GPU",
        "It was built for CUDA %s and finds no device.".formatted(cuda),
        "If CUDA_VISIBLE_DEVICES is set in your shell or recipe, unset it. If nvidia-smi above sees the GPU, the driver is most likely too old for this CUDA.");
  }
}
