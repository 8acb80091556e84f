package dev.carrel.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SignalsTest {
  private static final Signal CHANGED = new Signal("environment", 42, 7);
  @Inject Signals signals;
  @Inject DataSource dataSource;

  @Test
  void arrivesOnceTheTransactionCommits() {
    List<Signal> seen = new CopyOnWriteArrayList<>();
    var subscription = signals.stream().subscribe().with(seen::add);
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              signals.raise(CHANGED);
              signals.raise(CHANGED);
            });
    await().untilAsserted(() -> assertThat(seen).containsOnlyOnce(CHANGED));
    subscription.cancel();
  }

  @Test
  void saysNothingOfWhatIsRolledBack() {
    List<Signal> seen = new CopyOnWriteArrayList<>();
    var subscription = signals.stream().subscribe().with(seen::add);
    QuarkusTransaction.begin();
    signals.raise(new Signal("environment", 41, 7));
    QuarkusTransaction.rollback();
    QuarkusTransaction.requiringNew().run(() -> signals.raise(CHANGED));
    assertThat(seen).contains(CHANGED).doesNotContain(new Signal("environment", 41, 7));
    subscription.cancel();
  }

  @Test
  void isHeardHereAsSoonAsItIsCommittedAndOnceOnly() throws Exception {
    List<Signal> seen = new CopyOnWriteArrayList<>();
    var subscription = signals.stream().subscribe().with(seen::add);
    QuarkusTransaction.requiringNew()
        .run(() -> signals.raise(List.of(CHANGED, new Signal("environment", 43, 7))));
    assertThat(seen).containsOnlyOnce(CHANGED, new Signal("environment", 43, 7));
    // What another replica sends afterwards comes after what came back of one's own.
    byAnotherReplica("environment 44 7");
    await().untilAsserted(() -> assertThat(seen).contains(new Signal("environment", 44, 7)));
    assertThat(seen).containsOnlyOnce(CHANGED, new Signal("environment", 43, 7));
    subscription.cancel();
  }

  private void byAnotherReplica(String payload) throws SQLException {
    try (var connection = dataSource.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("select pg_notify('carrel', '%s')".formatted(payload));
    }
  }

  @Test
  void needsATransaction() {
    assertThatThrownBy(() -> signals.raise(CHANGED)).hasMessageContaining("ransaction");
  }

  @Test
  void tellsOfAGapAndGoesOnAfterTheDatabaseCutsItOff() throws Exception {
    List<Signal> seen = new CopyOnWriteArrayList<>();
    var subscription = signals.stream().subscribe().with(seen::add);
    try (var connection = dataSource.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen%' or query = 'select 1'");
    }
    await().untilAsserted(() -> assertThat(seen).anyMatch(Signal::isGap));
    QuarkusTransaction.requiringNew().run(() -> signals.raise(CHANGED));
    await().untilAsserted(() -> assertThat(seen).contains(CHANGED));
    subscription.cancel();
  }
}
