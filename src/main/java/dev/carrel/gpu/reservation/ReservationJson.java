package dev.carrel.gpu.reservation;

import dev.carrel.gpu.Device;
import dev.carrel.gpu.GpuRequest;
import dev.carrel.web.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A reservation in the API.
 *
 * @param devices ids as in {@code /api/v1/gpus}
 * @param roster usernames
 * @param stagger seconds between two starts
 * @param by who made it
 */
@Schema(name = "Reservation")
record ReservationJson(
    long id,
    String title,
    Instant from,
    Instant to,
    List<Long> devices,
    String group,
    List<String> roster,
    String base,
    long stagger,
    boolean retire,
    String by) {

  static ReservationJson of(Reservation one) {
    return new ReservationJson(
        one.id(),
        one.title(),
        one.from(),
        one.to(),
        one.devices(),
        one.group().orElse(null),
        one.roster(),
        one.base().orElse(null),
        one.stagger().toSeconds(),
        one.retire(),
        one.by());
  }

  /**
   * @param memory GB that each has at least
   * @param seen of a check's answer
   */
  @Schema(name = "NewReservation")
  record DraftJson(
      String title,
      Instant from,
      Instant to,
      Integer gpus,
      Integer memory,
      String model,
      String group,
      List<String> roster,
      String base,
      Integer stagger,
      Boolean retire,
      String seen) {

    Draft draft() {
      if (from == null || to == null) {
        throw Problem.invalid(from == null ? "from" : "to", "A time like 2026-11-24T09:00:00Z");
      }
      return new Draft(
          title == null ? "" : title,
          from,
          to,
          wants(),
          Optional.ofNullable(group).map(String::strip).filter(name -> !name.isEmpty()),
          roster == null ? List.of() : roster,
          Optional.ofNullable(base).filter(slug -> !slug.isBlank()),
          Duration.ofSeconds(stagger == null ? 0 : stagger),
          retire != null && retire);
    }

    private GpuRequest wants() {
      try {
        return new GpuRequest(
            gpus == null ? 1 : gpus,
            Optional.ofNullable(memory).map(gigabytes -> gigabytes * (1L << 30)),
            Optional.ofNullable(model));
      } catch (IllegalArgumentException wrong) {
        throw Problem.invalid("gpus", wrong.getMessage());
      }
    }
  }

  /** A lease that runs into it. */
  @Schema(name = "ReservationClash")
  record ClashJson(long device, String name, String holder, Instant ends, Instant cut) {}

  /**
   * @param strangers names of the roster that nobody here has yet
   * @param refusal why it cannot be made; null if it can
   */
  @Schema(name = "ReservationCheck")
  record PreviewJson(
      List<Long> devices,
      List<ClashJson> clashes,
      List<ReservationJson> others,
      List<String> strangers,
      String refusal,
      String seen) {

    static PreviewJson of(Preview preview) {
      return new PreviewJson(
          preview.devices().stream().map(Device::id).toList(),
          preview.clashes().stream()
              .map(
                  clash ->
                      new ClashJson(
                          clash.device(), clash.name(), clash.holder(), clash.ends(), clash.cut()))
              .toList(),
          preview.others().stream().map(ReservationJson::of).toList(),
          preview.strangers(),
          preview.refusal().orElse(null),
          preview.seen());
    }
  }
}
