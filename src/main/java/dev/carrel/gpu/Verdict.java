package dev.carrel.gpu;

import dev.carrel.gpu.Device.Availability;
import java.util.Optional;

/** Whether a device can be leased now, and why not: the first that applies. */
record Verdict(Availability availability, Optional<String> note) {

  /**
   * @param whole the device that a slice is cut from; itself for a whole one
   * @param held of its live lease; empty without one
   * @param slices how many it has
   */
  static Verdict on(DeviceRow row, DeviceRow whole, Optional<Boolean> held, long slices) {
    if (!row.present() || !whole.present()) {
      return new Verdict(Availability.LOST, Optional.of("It was there and is no longer seen."));
    }
    Optional<String> fault = row.fault().or(whole::fault);
    if (fault.isPresent()) {
      return new Verdict(Availability.FAULTY, fault);
    }
    Optional<String> drain = row.drainNote().or(whole::drainNote);
    if (drain.isPresent()) {
      return new Verdict(Availability.DRAINED, drain);
    }
    if (held.isPresent()) {
      return new Verdict(
          held.get() ? Availability.HELD : Availability.LEASED, row.takenBy().or(row::slowed));
    }
    if (row.takenBy().isPresent()) {
      return new Verdict(Availability.TAKEN, row.takenBy());
    }
    if (row.partitioned()) {
      return new Verdict(
          Availability.PARTITIONED,
          slices > 0
              ? row.slowed()
              : Optional.of(
                  "MIG is on, and it has no slices yet: make some with nvidia-smi mig -cgi … -C, or switch MIG off."));
    }
    return new Verdict(Availability.FREE, row.slowed().or(whole::slowed));
  }
}
