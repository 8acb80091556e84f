package dev.carrel.gpu.reservation;

import dev.carrel.gpu.Device;
import dev.carrel.web.Words;
import java.util.List;
import java.util.Optional;

/**
 * What a draft would come to.
 *
 * @param devices those it would take
 * @param clashes leases on them that run into it
 * @param others reservations in the same time that keep devices that would fit
 * @param strangers names of the roster that nobody here has; they may sign in for the first time
 *     until then
 * @param refusal why it cannot be made
 */
public record Preview(
    Draft draft,
    List<Device> devices,
    List<Clash> clashes,
    List<Reservation> others,
    List<String> strangers,
    Optional<String> refusal) {

  public String warning() {
    return Words.count(clashes.size(), "lease") + " would run into it";
  }

  /** Whether it ends anybody's lease sooner. */
  public boolean cutting() {
    return clashes.stream().anyMatch(clash -> clash.cut().isBefore(clash.ends()));
  }

  /** Those that could not be given to anybody as things stand. */
  public List<Device> outOfService() {
    return devices.stream().filter(device -> !Seating.works(device)).toList();
  }

  /**
   * Like {@code tomorrow 10:00 to 12:00}, by this machine's clock: an hour that summer time skips
   * shows.
   */
  public String when() {
    return ReservedWords.when(draft.from(), draft.to());
  }

  /** The same for the same draft, devices and clashes: tells what was seen before agreeing. */
  public String seen() {
    return Integer.toHexString(draft.hashCode())
        + "-"
        + devices.stream().map(device -> device.id() + ".").reduce("", String::concat)
        + clashes.stream().map(clash -> "-" + clash.lease()).reduce("", String::concat);
  }
}
