package dev.carrel.gpu.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What sampling costs in processor time, the portal's and the database's, at the size that is
 * promised. The files of containers come on top: {@code CgroupMetersTest} measures those.
 */
@QuarkusTest
class SamplingCostTest {
  private static final int DEVICES = 64;
  private static final int ENVIRONMENTS = 500;
  private static final int WARM = 60;
  private static final int ROUNDS = 120;
  private static final Instant START = Instant.parse("2035-01-01T00:00:00Z");
  private static final long TICKS_A_SECOND = 100;

  @Inject Instance<Gauges> gauges;
  @Inject Instance<Occupants> occupants;
  @Inject Instance<Presence> presences;
  @Inject FixedGauges shown;
  @Inject FixedOccupants running;
  @Inject Holders holders;
  @Inject Meters meters;
  @Inject DeviceSamples devices;
  @Inject EnvironmentSamples environments;
  @Inject HistoryFixture fixture;
  @Inject Sql sql;

  @AfterEach
  void clear() {
    shown.shown.clear();
    running.running = List.of();
    sql.update("delete from device_sample where at >= '2035-01-01'", (s, c) -> {});
    sql.update("delete from environment_sample where at >= '2035-01-01'", (s, c) -> {});
  }

  @Test
  void costsLessThanTwoPercentOfAProcessor() throws IOException {
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < DEVICES; i++) {
      ids.add(fixture.device());
    }
    running.running =
        LongStream.rangeClosed(1, ENVIRONMENTS)
            .mapToObj(i -> new Occupants.Occupant(-i, "none-" + i))
            .toList();
    rounds(ids, 0, WARM);
    long portal = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    long database = databaseTicks();
    rounds(ids, WARM, ROUNDS);
    double portalMillis =
        (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - portal) / 1e6 / ROUNDS;
    double databaseMillis = (databaseTicks() - database) * 1000.0 / TICKS_A_SECOND / ROUNDS;
    double percent = (portalMillis + databaseMillis) / History.EVERY.toMillis() * 100;
    System.out.printf(
        "sampling %d devices and %d environments: %.1f ms of the portal, %.1f ms of the database"
            + " every 10 s, %.2f %% of a processor%n",
        DEVICES, ENVIRONMENTS, portalMillis, databaseMillis, percent);
    assertThat(percent).isLessThan(2);
  }

  private void rounds(List<Long> ids, int from, int count) {
    for (int round = from; round < from + count; round++) {
      Instant now = START.plus(History.EVERY.multipliedBy(round));
      for (long id : ids) {
        shown.shown.put(
            id,
            new Gauge(
                now, Optional.of(round % 100.0), 1L << 33, Optional.of(250.0), Optional.of(61.0)));
      }
      new Sampler(
              gauges,
              occupants,
              presences,
              holders,
              meters,
              devices,
              environments,
              Clock.fixed(now.plus(Duration.ofSeconds(1)), ZoneOffset.UTC))
          .sampleNow();
    }
  }

  /** Of all processes of the server; those of pages written behind included. */
  private long databaseTicks() throws IOException {
    long ticks = 0;
    for (long pid :
        sql.query("select pid from pg_stat_activity", (s, c) -> {}, row -> row.getLong(1))) {
      Path stat = Path.of("/proc", Long.toString(pid), "stat");
      if (Files.exists(stat)) {
        String[] fields = Files.readString(stat).replaceFirst(".*\\) ", "").split(" ");
        ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
      }
    }
    return ticks;
  }
}
