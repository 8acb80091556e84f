package dev.carrel.gpu.plan;

import dev.carrel.gpu.Device;
import java.util.List;

/**
 * All that a decision is made of, as it stands at one moment.
 *
 * @param devices all that are known, those out of use too
 * @param holders one for each device that is held or leased
 * @param waiting whose turn has not come, in any order
 * @param used what was used before now, see {@link Decay}; at most one for each account and group
 * @param windows reservations that are not over
 */
public record Floor(
    List<Device> devices,
    List<Holder> holders,
    List<Waiting> waiting,
    List<Used> used,
    List<Window> windows,
    Rules rules) {

  public Floor {
    devices = List.copyOf(devices);
    holders = List.copyOf(holders);
    waiting = List.copyOf(waiting);
    used = List.copyOf(used);
    windows = List.copyOf(windows);
  }
}
