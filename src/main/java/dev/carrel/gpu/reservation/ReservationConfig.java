package dev.carrel.gpu.reservation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How devices are kept for classes. */
@ConfigMapping(prefix = "carrel.gpus.reservations")
interface ReservationConfig {

  /**
   * How long before it is ended a lease's holder is told that a reservation needs the GPU. No lease
   * is shortened to less than this from the moment its holder is told.
   */
  @WithDefault("12h")
  Duration notice();

  /** How long before a reservation begins its base image is fetched. */
  @WithDefault("24h")
  Duration fetchAhead();
}
