package dev.carrel.environment;

import dev.carrel.gpu.Device;
import dev.carrel.gpu.Lease;
import dev.carrel.gpu.Outlook;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An environment in the API.
 *
 * @param reason why it is not what was wanted; null if it is
 * @param gpus those that it wants; null if none
 * @param devices those that it holds
 * @param pickUpBy when they go to the next unless somebody was there; null where nobody has to be
 * @param position in the queue for GPUs, 1 is next; null if it waits for none
 * @param queue what it may expect there
 * @param job the command that it exists for
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
    GpusJson gpus,
    List<DeviceJson> devices,
    Instant pickUpBy,
    Integer position,
    QueueJson queue,
    RunJson job,
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

  /**
   * @param uuid NVIDIA's
   * @param profile a slice's, like {@code 1g.10gb}; null for a whole GPU
   */
  @Schema(name = "EnvironmentDevice")
  record DeviceJson(String uuid, String model, String profile, String memory) {
    static DeviceJson of(Device device) {
      return new DeviceJson(
          device.uuid(),
          device.model(),
          device.profile().orElse(null),
          MemoryText.of(device.memory()));
    }
  }

  /**
   * @param earliest when it may start
   * @param latest when it starts at the latest; null where that cannot be told
   * @param away its turn passed while nobody was there: it waits until somebody is
   */
  @Schema(name = "EnvironmentQueue")
  record QueueJson(Instant earliest, Instant latest, String waitsFor, String order, boolean away) {
    static QueueJson of(Outlook outlook) {
      return new QueueJson(
          outlook.earliest().orElse(null),
          outlook.latest().orElse(null),
          outlook.waitsFor(),
          outlook.order(),
          outlook.away());
    }
  }

  /**
   * @param exitCode null while it has not ended
   */
  @Schema(name = "EnvironmentJob")
  record RunJson(List<String> command, String output, Integer exitCode) {}

  static EnvironmentJson of(EnvironmentView view, Optional<Outlook> outlook) {
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
        view.gpus().map(GpusJson::of).orElse(null),
        view.leases().stream().map(Lease::device).map(DeviceJson::of).toList(),
        view.pickUpBy().orElse(null),
        outlook.filter(o -> !o.away()).map(Outlook::position).orElse(null),
        outlook.map(QueueJson::of).orElse(null),
        view.job()
            .map(
                job ->
                    new RunJson(
                        job.command(), job.output().orElse(null), view.exitCode().orElse(null)))
            .orElse(null),
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
