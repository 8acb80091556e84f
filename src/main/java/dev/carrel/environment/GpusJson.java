package dev.carrel.environment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carrel.gpu.GpuRequest;
import dev.carrel.web.Problem;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The GPUs that are wanted, in the API.
 *
 * @param count 1 to 1024
 * @param memory each has at least so much, like {@code 40g}
 * @param model a part of the model's name, like {@code A100}
 */
@Schema(name = "Gpus")
record GpusJson(Integer count, String memory, String model) {
  private static final Set<String> FIELDS = Set.of("count", "memory", "model");

  static GpusJson of(GpuRequest request) {
    return new GpusJson(
        request.count(),
        request.memory().map(MemoryText::of).orElse(null),
        request.model().orElse(null));
  }

  /**
   * A number, or the object; none for nothing and 0.
   *
   * @throws Problem if it is neither
   */
  static Optional<GpuRequest> read(JsonNode gpus) {
    if (gpus == null || gpus.isNull()) {
      return Optional.empty();
    }
    if (!gpus.isObject()) {
      return wanted(count(gpus), Optional.empty(), Optional.empty());
    }
    Set<String> unknown = new TreeSet<>();
    gpus.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(FIELDS);
    if (!unknown.isEmpty()) {
      throw Problem.invalid(
          "gpus", "gpus has count, memory and model, not " + unknown.iterator().next());
    }
    return wanted(
        gpus.hasNonNull("count") ? count(gpus.get("count")) : 1,
        text(gpus, "memory"),
        text(gpus, "model"));
  }

  /**
   * The same from a form.
   *
   * @throws Problem if one of the texts is none of its kind
   */
  static Optional<GpuRequest> wanted(int count, Optional<String> memory, Optional<String> model) {
    Optional<Long> bytes =
        memory.map(
            text ->
                MemoryText.parse(text)
                    .filter(number -> number > 0)
                    .orElseThrow(() -> Problem.invalid("gpus", "A GPU's memory must be like 40g")));
    if (model.map(String::strip).filter(GpuRequest::isNoName).isPresent()) {
      throw Problem.invalid("gpus", "A GPU's model must have 1 to 80 characters, like A100");
    }
    if (count < 0 || count > GpuRequest.MOST) {
      throw Problem.invalid("gpus", "GPUs must be 0 to %d".formatted(GpuRequest.MOST));
    }
    return count == 0
        ? Optional.empty()
        : Optional.of(new GpuRequest(count, bytes, model.map(String::strip)));
  }

  private static int count(JsonNode number) {
    if (!number.isIntegralNumber()) {
      throw Problem.invalid("gpus", "GPUs must be a whole number, or {count, memory, model}");
    }
    // Whatever does not fit is out of bounds either way.
    return number.canConvertToInt() ? number.intValue() : Integer.MAX_VALUE;
  }

  private static Optional<String> text(JsonNode gpus, String field) {
    if (!gpus.hasNonNull(field)) {
      return Optional.empty();
    }
    if (!gpus.get(field).isTextual()) {
      throw Problem.invalid("gpus", "A GPU's %s must be a text".formatted(field));
    }
    return Optional.of(gpus.get(field).textValue());
  }
}
