package dev.carrel.environment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carrel.web.Problem;
import java.math.BigDecimal;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What the API takes to launch.
 *
 * @param gpus how many, or {@code {count, memory, model}}; none if left out
 * @param memory like {@code 8g}
 * @param whenIdle what happens when its GPUs do nothing: {@code demote} (it goes on without), the
 *     usual, or {@code stop}
 * @param longJob it works for long on processors before it uses its GPUs: left alone while it does
 * @param job a command to run without a person, and to end with
 */
@Schema(name = "Launch")
record LaunchJson(
    String name,
    String image,
    String recipe,
    String workspace,
    @Schema(oneOf = {Integer.class, GpusJson.class}) JsonNode gpus,
    BigDecimal cpus,
    String memory,
    BigDecimal hours,
    String whenIdle,
    Boolean longJob,
    JobJson job) {

  IdlePlan idle() {
    if (whenIdle != null && !whenIdle.equals("demote") && !whenIdle.equals("stop")) {
      throw Problem.invalid("whenIdle", "Say demote or stop");
    }
    return new IdlePlan(
        "stop".equals(whenIdle) ? WhenIdle.STOP : WhenIdle.DEMOTE, Boolean.TRUE.equals(longJob));
  }

  LaunchRequest request(Optional<String> submission) {
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
        GpusJson.read(gpus),
        Optional.ofNullable(job).map(JobJson::job),
        submission);
  }
}
