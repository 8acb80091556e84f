package dev.carrel.gpu;

import dev.carrel.database.Signals;
import dev.carrel.gpu.plan.Planner;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** What those who wait may expect, worked out at most every few seconds for all who look. */
@ApplicationScoped
class Outlooks {
  private static final Duration FRESH = Duration.ofSeconds(5);

  private record Seen(List<Outlook> outlooks, Instant at) {}

  private final Floors floors;
  private final Clock clock;
  private final AtomicReference<Seen> seen =
      new AtomicReference<>(new Seen(List.of(), Instant.MIN));

  @Inject
  Outlooks(Floors floors, Clock clock) {
    this.floors = floors;
    this.clock = clock;
  }

  List<Outlook> all() {
    Instant now = clock.instant();
    Seen known = seen.get();
    if (known.at().isAfter(now.minus(FRESH)) && !known.at().isAfter(now)) {
      return known.outlooks();
    }
    List<Outlook> fresh = QuarkusTransaction.joiningExisting().call(() -> read(now));
    // Not kept if something changed meanwhile: it may show what was.
    seen.compareAndSet(known, new Seen(fresh, now));
    return fresh;
  }

  // Not @ObservesAsync, which may come after a browser has already asked again.
  void follow(@Observes StartupEvent started, Signals signals) {
    signals.stream()
        .filter(signal -> signal.isGap() || signal.topic().equals(Inventory.TOPIC))
        .subscribe()
        .with(signal -> forget());
  }

  /** The next who looks has them worked out anew. */
  void forget() {
    seen.set(new Seen(List.of(), Instant.MIN));
  }

  private List<Outlook> read(Instant now) {
    Floors.Reading reading = floors.read(now);
    List<Outlook> all =
        reading.nobodyWaits()
            ? new ArrayList<>()
            : new ArrayList<>(Planner.decide(reading.floor(), now).outlooks());
    for (RequestRow row : reading.behind()) {
      all.add(
          later(
              row,
              all.size() + 1,
              "what your other environments hold",
              "you may hold %d at a time; it goes on when one of yours is given back"
                  .formatted(row.most())));
    }
    for (RequestRow row : reading.unready()) {
      all.add(
          later(
              row,
              all.size() + 1,
              "its image, which is being built",
              "its place counts from when it was launched"));
    }
    for (RequestRow row : reading.away()) {
      all.add(
          new Outlook(
              row.environment(),
              all.size() + 1,
              Optional.empty(),
              Optional.empty(),
              "somebody to be there",
              "its turn passed while nobody was; it keeps its place, and its turn comes again once its owner is here",
              true));
    }
    return List.copyOf(all);
  }

  private static Outlook later(RequestRow row, int position, String waitsFor, String order) {
    return new Outlook(
        row.environment(), position, Optional.empty(), Optional.empty(), waitsFor, order, false);
  }
}
