package dev.carrel.gpu.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.carrel.account.AccountBook;
import dev.carrel.environment.EnvironmentView;
import dev.carrel.environment.RunningEnvironment;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HistoryTest {
  private static final Instant NOON = Instant.parse("2031-03-03T12:00:00Z");

  @Inject Sampler sampler;
  @Inject History history;
  @Inject DeviceSamples devices;
  @Inject EnvironmentSamples environments;
  @Inject HistoryConfig config;
  @Inject FixedGauges gauges;
  @Inject HistoryFixture fixture;
  @Inject RunningEnvironment running;
  @Inject AccountBook accounts;
  @Inject Sql sql;
  @Inject Scheduler scheduler;

  /** One sample for each ten seconds is kept: the timer's must not come first. */
  @BeforeEach
  void sampleByHand() {
    scheduler.pause(Sampler.TIMER);
  }

  @AfterEach
  void forget() {
    scheduler.resume(Sampler.TIMER);
    gauges.shown.clear();
  }

  @Test
  void writesDownWhatDevicesAndTheirHoldersDo() {
    EnvironmentView one = running.forHours(1);
    long device = fixture.device();
    fixture.lease(device, one.id(), accounts.byId(one.account()).orElseThrow());
    Instant now = Instant.now();
    gauges.shown.put(device, gauge(now, 42));
    sampler.sampleNow();
    EnvironmentPoint point = last(one);
    assertThat(point.gpus()).isEqualTo(1);
    assertThat(point.known()).isTrue();
    assertThat(point.peak()).contains(42.0);
    assertThat(point.gpuMemory()).contains(500L);
    assertThat(point.memory()).contains(10L << 20);
    assertThat(history.device(device, now.minusSeconds(60), now.plusSeconds(60)))
        .anySatisfy(seen -> assertThat(seen.utilisation()).contains(42.0));
  }

  @Test
  void neverTakesAnOldFigureForOneOfNow() {
    EnvironmentView one = running.forHours(1);
    long device = fixture.device();
    fixture.lease(device, one.id(), accounts.byId(one.account()).orElseThrow());
    gauges.shown.put(device, gauge(Instant.now().minusSeconds(60), 0));
    sampler.sampleNow();
    assertThat(last(one).known()).isFalse();
    assertThat(last(one).peak()).isEmpty();
  }

  @Test
  void neverTakesWhatTheHolderBeforeDidForItsOwn() {
    EnvironmentView one = running.forHours(1);
    long device = fixture.device();
    fixture.lease(device, one.id(), accounts.byId(one.account()).orElseThrow());
    Instant now = Instant.now();
    sql.update(
        "update gpu_lease set started_at = ? where device_id = ?",
        (statement, connection) -> {
          statement.setTimestamp(1, Timestamp.from(now));
          statement.setLong(2, device);
        });
    gauges.shown.put(device, gauge(now.minusSeconds(3), 97));
    sampler.sampleNow();
    assertThat(last(one).gpus()).isEqualTo(1);
    assertThat(last(one).known()).isFalse();
    assertThat(last(one).peak()).isEmpty();
  }

  @Test
  void growsCoarserWithAgeAndStaysBounded() {
    long device = fixture.device();
    Instant now = Instant.now();
    Duration age = Duration.ofDays(40);
    fill(device, now.minus(age), now);
    thin(now);
    List<DevicePoint> points = history.device(device, now.minus(age).minusSeconds(90_000), now);
    assertThat(points).hasSizeLessThan((int) Grain.mostRows(config));
    assertThat(points.getFirst().span()).isEqualTo(Duration.ofDays(1));
    assertThat(points.getLast().span()).isEqualTo(Duration.ofSeconds(10));
    for (int i = 1; i < points.size(); i++) {
      assertThat(points.get(i).at())
          .as("each time is told once")
          .isAfterOrEqualTo(points.get(i - 1).at().plus(points.get(i - 1).span()));
    }
    // Half of the readings were 0 and half were 100.
    double mean =
        points.stream().mapToDouble(p -> p.utilisation().orElseThrow() * p.span().toSeconds()).sum()
            / points.stream().mapToDouble(p -> p.span().toSeconds()).sum();
    assertThat(mean).isCloseTo(50, within(2.0));
    assertThat(points.getFirst().peak()).contains(100.0);
    thin(now);
    assertThat(history.device(device, now.minus(age).minusSeconds(90_000), now))
        .as("thinning again changes nothing")
        .isEqualTo(points);
    thin(now.plus(Duration.ofDays(800)));
    assertThat(history.device(device, Instant.EPOCH, now.plusSeconds(1))).isEmpty();
  }

  @Test
  void remembersThatSomethingWasNotKnown() {
    long id = -NOON.getEpochSecond();
    environments.add(NOON, 3, List.of(reading(id, Optional.of(2.0))));
    environments.add(NOON.plusSeconds(10), 0, List.of(reading(id, Optional.empty())));
    environments.add(NOON.plusSeconds(20), 0, List.of(reading(id, Optional.of(4.0))));
    environments.thin(Grain.READING, NOON.plusSeconds(60));
    assertThat(history.environment(id, NOON, NOON.plusSeconds(60)))
        .singleElement()
        .satisfies(
            point -> {
              assertThat(point.span()).isEqualTo(Duration.ofMinutes(1));
              assertThat(point.known()).isFalse();
              assertThat(point.gpu()).contains(3.0);
              assertThat(point.peak()).contains(4.0);
              assertThat(point.waiting()).isEqualTo(3);
            });
    sql.update(
        "delete from environment_sample where environment_id = ?",
        (statement, connection) -> statement.setLong(1, id));
  }

  private static EnvironmentReading reading(long id, Optional<Double> gpu) {
    return new EnvironmentReading(
        id,
        new EnvironmentReading.Devices(1, gpu.isPresent(), gpu, gpu, Optional.of(100L)),
        Optional.of(0.5),
        Optional.of(1000L),
        Optional.empty(),
        Optional.empty(),
        1);
  }

  private EnvironmentPoint last(EnvironmentView one) {
    return history
        .environment(one.id(), Instant.now().minusSeconds(60), Instant.now().plusSeconds(60))
        .getLast();
  }

  private static Gauge gauge(Instant at, double utilisation) {
    return new Gauge(at, Optional.of(utilisation), 500, Optional.of(70.0), Optional.empty());
  }

  private void fill(long device, Instant from, Instant to) {
    sql.update(
        """
        insert into device_sample (device_id, at, grain, samples, utilisation, peak, memory, power, temperature)
        select ?, t, 10, 1, u, u, 1000, 100, null
        from (select date_bin('10 s', t, 'epoch') as t,
                case when extract(epoch from t)::bigint / 10 % 2 = 0 then 0 else 100 end as u
              from generate_series(?::timestamptz, ?, '10 s') t) s""",
        (statement, connection) -> {
          statement.setLong(1, device);
          statement.setTimestamp(2, Timestamp.from(from));
          statement.setTimestamp(3, Timestamp.from(to));
        });
  }

  private void thin(Instant now) {
    new Thinning(devices, environments, config, Clock.fixed(now, ZoneOffset.UTC)).thin();
  }
}
