package dev.carrel.retirement.idle;

import static org.awaitility.Awaitility.await;

import dev.carrel.account.Account;
import dev.carrel.database.Signals;
import dev.carrel.environment.EnvironmentBook;
import dev.carrel.environment.EnvironmentView;
import dev.carrel.environment.IdlePlan;
import dev.carrel.environment.LaunchFixture;
import dev.carrel.environment.LaunchRequest;
import dev.carrel.environment.Launcher;
import dev.carrel.environment.Status;
import dev.carrel.gpu.GpuFixture;
import dev.carrel.gpu.Inventory;
import dev.carrel.gpu.history.History;
import dev.carrel.gpu.history.HistoryConfig;
import dev.carrel.gpu.history.SampleFixture;
import dev.carrel.notice.Notices;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/** An afternoon of somebody who trained, went for coffee, and did not come back. */
@ApplicationScoped
public class IdleStory {
  @Inject Decisions decisions;
  @Inject History history;
  @Inject Inventory inventory;
  @Inject EnvironmentBook book;
  @Inject Launcher launcher;
  @Inject LaunchFixture people;
  @Inject GpuFixture gpus;
  @Inject SampleFixture samples;
  @Inject Notices notices;
  @Inject Signals signals;
  @Inject IdleRules rules;
  @Inject HistoryConfig kept;
  @Inject EntityManager entities;

  /** Alice's environment, of which she has been told twice that its GPU does nothing. */
  public EnvironmentView toldTwice() {
    String model = GpuFixture.model();
    gpus.devices(model, 1);
    Account alice = people.demo("alice");
    String tail = UUID.randomUUID().toString().substring(0, 6);
    EnvironmentView one =
        launcher.launch(
            alice,
            LaunchRequest.fromImage("sweep-" + tail, people.image(alice, "story-" + tail))
                .withLimits(new BigDecimal("0.5"), 512L << 20, new BigDecimal(8))
                .withGpus(GpuFixture.wish(1, model)),
            IdlePlan.USUAL);
    await().atMost(Duration.ofSeconds(20)).until(() -> view(one).running());
    await().until(() -> view(one).leases().stream().anyMatch(l -> l.started().isPresent()));
    Instant start = Instant.now().minus(Duration.ofMinutes(185));
    beganAt(one, start);
    samples.forget(one.id());
    for (int minute = 0; minute < 100; minute++) {
      double percent = 60 + 30 * Math.sin(minute / 7.0);
      samples.seen(one.id(), after(start, minute), Duration.ofMinutes(1), percent);
    }
    samples.seen(one.id(), after(start, 100), Duration.ofMinutes(62), 1.3);
    look(one, after(start, 161));
    samples.seen(one.id(), after(start, 162), Duration.ofMinutes(22), 2.1);
    look(one, after(start, 183));
    return view(one);
  }

  public void end(EnvironmentView one) {
    book.retire(people.demo("alice"), one.name());
    await().atMost(Duration.ofSeconds(20)).until(() -> view(one).status() == Status.RETIRED);
  }

  private void look(EnvironmentView one, Instant then) {
    // The portal samples as well, and what comes after `then` would be a clock that jumped.
    samples.forgetAfter(one.id(), then);
    Clock clock = Clock.fixed(then, ZoneOffset.UTC);
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                new IdleWatch(
                        decisions, history, inventory, book, notices, signals, rules, kept, clock)
                    .decide());
  }

  private void beganAt(EnvironmentView one, Instant start) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              entities
                  .createNativeQuery(
                      "update gpu_lease set granted_at = ?1, started_at = ?1 where environment_id = ?2")
                  .setParameter(1, start)
                  .setParameter(2, one.id())
                  .executeUpdate();
              entities
                  .createNativeQuery(
                      "update environment set created_at = ?1, started_at = ?1 where id = ?2")
                  .setParameter(1, start)
                  .setParameter(2, one.id())
                  .executeUpdate();
            });
  }

  private EnvironmentView view(EnvironmentView one) {
    return book.byId(one.id()).orElseThrow();
  }

  private static Instant after(Instant start, int minutes) {
    return start.plus(Duration.ofMinutes(minutes));
  }
}
