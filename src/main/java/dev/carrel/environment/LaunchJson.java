package dev.carrel.environment;

import dev.carrel.web.Problem;
import java.math.BigDecimal;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What the API takes to launch.
 *
 * @param memory like {@code 8g}
 */
@Schema(name = "Launch")
record LaunchJson(
    String name,
    String image,
    String recipe,
    String workspace,
    Integer gpus,
    BigDecimal cpus,
    String memory,
    BigDecimal hours) {

  LaunchRequest request(Optional<String> submission) {
    if (gpus != null && gpus != 0) {
      throw Problem.of(501, "This release of Carrel lends no GPUs yet.")
          .advice("Leave out gpus, or give 0.");
    }
    return new LaunchRequest(
        name,
        Optional.ofNullable(image),
        Optional.ofNullable(recipe),
        Optional.ofNullable(workspace),
        Optional.ofNullable(cpus),
        Optional.ofNullable(memory)
            .map(
                text ->
                    MemoryText.parse(text)
                        .orElseThrow(
                            () -> Problem.invalid("memory", "Memory must be like 512m or 8g"))),
        Optional.ofNullable(hours),
        submission);
  }
}
