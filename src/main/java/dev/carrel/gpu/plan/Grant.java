package dev.carrel.gpu.plan;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Devices for one whose turn it is.
 *
 * @param request its id
 * @param devices as many as were asked for
 * @param until the devices are reserved for its class until then: the lease must end by then,
 *     however long was asked for
 */
public record Grant(long request, List<Long> devices, Optional<Instant> until) {

  public Grant {
    devices = List.copyOf(devices);
  }
}
