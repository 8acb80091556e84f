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

  /** The same for the same draft, devices and clashes: tells what was seen before agreeing. */
  public String seen() {
    return Integer.toHexString(draft.hashCode())
        + "-"
        + devices.stream().map(device -> device.id() + ".").reduce("", String::concat)
        + clashes.stream().map(clash -> "-" + clash.lease()).reduce("", String::concat);
  }
}
