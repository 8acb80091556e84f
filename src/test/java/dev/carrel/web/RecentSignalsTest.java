package dev.carrel.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carrel.database.Signal;
import dev.carrel.database.Signals;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Set;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RecentSignalsTest {
  private static final long ALICE = 990_001;
  private static final long BOB = 990_002;
  private static final long MILLIS = 2_000;
  private static final Set<String> TOPICS = Set.of("live-test", "live-other");

  @Inject Signals signals;
  @Inject RecentSignals recent;

  @Test
  void tellsThePageOfOneAccountWhatChangedWhileItWasOnItsWay() {
    // The gap at the portal's start concerns everybody, for as long as it is recent.
    await().until(() -> recent.within(MILLIS, BOB, TOPICS).isEmpty());
    QuarkusTransaction.requiringNew().run(() -> signals.raise(new Signal("live-test", 1, ALICE)));
    await().until(() -> recent.within(MILLIS, ALICE, TOPICS).equals(Set.of("live-test")));
    assertThat(recent.within(MILLIS, BOB, TOPICS)).isEmpty();
    await().until(() -> recent.within(0, ALICE, TOPICS).isEmpty());
  }
}
