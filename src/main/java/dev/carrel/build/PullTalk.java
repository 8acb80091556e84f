package dev.carrel.build;

import dev.carrel.catalogue.BaseState.Pulling;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** Tells the log of a pull now and then. */
final class PullTalk implements Consumer<Pulling> {
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final Consumer<String> log;
  private final Clock clock;
  private Instant next;

  PullTalk(Consumer<String> log, Clock clock) {
    this.log = log;
    this.clock = clock;
    this.next = clock.instant().plus(PAUSE);
  }

  @Override
  public void accept(Pulling pulling) {
    Instant now = clock.instant();
    if (!now.isBefore(next)) {
      next = now.plus(PAUSE);
      log.accept(
          "Pulled %d of %d layers, %d of %d MB%s"
              .formatted(
                  pulling.layersDone(),
                  pulling.layers(),
                  pulling.bytes() / 1_000_000,
                  pulling.total() / 1_000_000,
                  pulling
                      .left()
                      .map(left -> ", about " + left.toSeconds() + " s left")
                      .orElse("")));
    }
  }
}
