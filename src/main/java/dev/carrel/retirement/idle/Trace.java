package dev.carrel.retirement.idle;

import dev.carrel.gpu.history.EnvironmentPoint;
import java.time.Instant;
import java.util.List;

/**
 * What an environment did with its devices.
 *
 * @param started when it got them
 * @param longJob its owner declared a long job
 * @param usedBefore whether a device was in use between the start and the first point
 * @param points oldest first, one after the other
 */
record Trace(Instant started, boolean longJob, boolean usedBefore, List<EnvironmentPoint> points) {
  /** As it was known after so many points. */
  Trace first(int count) {
    return new Trace(started, longJob, usedBefore, points.subList(0, count));
  }
}
