package dev.carrel.environment;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An environment in the API.
 *
 * @param reason why it is not what was wanted; null if it is
 * @param devices accelerators that it holds
 * @param position in the queue for a device; null if it waits for none
 */
@Schema(name = "Environment")
record EnvironmentJson(
    String name,
    String status,
    ReasonJson reason,
    String phase,
    String image,
    String recipe,
    Long build,
    String workspace,
    LimitsJson limits,
    List<String> devices,
    Integer position,
    boolean retiring,
    Instant created,
    Instant started,
    Instant ended,
    Instant expires) {

  /**
   * @param code like {@code out_of_memory}
   */
  @Schema(name = "EnvironmentReason")
  record ReasonJson(String code, String detail) {}

  /**
   * @param memory like {@code 8g}
   */
  @Schema(name = "EnvironmentLimits")
  record LimitsJson(BigDecimal cpus, String memory, BigDecimal hours) {}

  static EnvironmentJson of(EnvironmentView view) {
    return new EnvironmentJson(
        view.name(),
        view.status().word(),
        view.reason().map(r -> new ReasonJson(r.word(), r.sentence())).orElse(null),
        view.phase().orElse(null),
        view.image().orElse(null),
        view.recipe().orElse(null),
        view.build().orElse(null),
        view.workspace(),
        new LimitsJson(plain(view.cpus()), MemoryText.of(view.memory()), plain(view.hours())),
        List.of(),
        null,
        view.retiring(),
        view.created(),
        view.started().orElse(null),
        view.ended().orElse(null),
        view.expires().orElse(null));
  }

  private static BigDecimal plain(BigDecimal number) {
    return new BigDecimal(Allowance.plain(number));
  }
}
