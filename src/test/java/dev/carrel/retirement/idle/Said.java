package dev.carrel.retirement.idle;

import dev.carrel.account.IdleLimits;
import java.time.Duration;
import java.util.Optional;

/** What a policy says of one field, and nothing besides. */
final class Said {
  private Said() {}

  static IdleLimits enabled(boolean enabled) {
    return of(Optional.of(enabled), Optional.empty(), Optional.empty());
  }

  static IdleLimits threshold(double percent) {
    return of(Optional.empty(), Optional.of(percent), Optional.empty());
  }

  static IdleLimits after(Duration time) {
    return of(Optional.empty(), Optional.empty(), Optional.of(time));
  }

  private static IdleLimits of(
      Optional<Boolean> enabled, Optional<Double> threshold, Optional<Duration> after) {
    return new IdleLimits(
        enabled,
        threshold,
        after,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
