package dev.carrel.catalogue;

import dev.carrel.catalogue.BaseState.Pulling;
import dev.carrel.engine.PullEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Tells a pull's speed, smoothed over some ten seconds, and from it the time left. */
final class PullMeter {
  private static final double SMOOTHING_SECONDS = 10;

  private final Clock clock;
  private Instant last;
  private long lastBytes;
  private double rate;

  PullMeter(Clock clock) {
    this.clock = clock;
    this.last = clock.instant();
  }

  Pulling measure(PullEvent.Progress progress) {
    Instant now = clock.instant();
    double seconds = Duration.between(last, now).toMillis() / 1000.0;
    if (seconds >= 0.5) {
      double present = Math.max(0, progress.bytes() - lastBytes) / seconds;
      double weight = rate == 0 ? 1 : 1 - Math.exp(-seconds / SMOOTHING_SECONDS);
      rate += weight * (present - rate);
      last = now;
      lastBytes = progress.bytes();
    }
    return new Pulling(
        progress.layersDone(),
        progress.layers(),
        progress.bytes(),
        progress.total(),
        Math.round(rate),
        left(progress));
  }

  private Optional<Duration> left(PullEvent.Progress progress) {
    long rest = progress.total() - progress.bytes();
    // Layers show up one after another: before all have a size there is nothing to reckon with.
    if (rate < 1 || progress.total() <= 0 || progress.layers() == 0) {
      return Optional.empty();
    }
    return Optional.of(Duration.ofSeconds(Math.round(Math.max(0, rest) / rate)));
  }
}
