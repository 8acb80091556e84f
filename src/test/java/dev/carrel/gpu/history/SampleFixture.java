package dev.carrel.gpu.history;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A past for an environment with one device, reading by reading. */
@ApplicationScoped
public class SampleFixture {
  @Inject EnvironmentSamples samples;
  @Inject Sql sql;

  public void seen(long environment, Instant from, Duration time, double percent) {
    write(environment, from, time, Optional.of(percent));
  }

  /** Readings that came while its device's figures could not be believed. */
  public void unknown(long environment, Instant from, Duration time) {
    write(environment, from, time, Optional.empty());
  }

  public void forget(long environment) {
    forgetAfter(environment, Instant.EPOCH);
  }

  public void forgetAfter(long environment, Instant time) {
    sql.update(
        "delete from environment_sample where environment_id = ? and at >= ?",
        (statement, connection) -> {
          statement.setLong(1, environment);
          statement.setTimestamp(2, Timestamp.from(time));
        });
  }

  private void write(long environment, Instant from, Duration time, Optional<Double> percent) {
    Instant first = Grain.READING.start(from);
    for (long i = 0; i < time.toSeconds() / Grain.READING.seconds; i++) {
      samples.add(
          first.plusSeconds(i * Grain.READING.seconds),
          0,
          List.of(
              new EnvironmentReading(
                  environment,
                  new EnvironmentReading.Devices(
                      1, percent.isPresent(), percent, percent, Optional.of(1L << 30)),
                  Optional.of(0.05),
                  Optional.of(200L << 20),
                  Optional.of(1200.0),
                  Optional.of(300.0),
                  1)));
    }
  }
}
