package dev.carrel.build.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carrel.build.BuildFixture;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LogWriterTest {
  private static final int LIMIT = 2_000_000;

  @Inject LogStore store;
  @Inject BuildFixture fixture;
  private BuildAttempt attempt;

  @BeforeEach
  void running() {
    attempt = fixture.running();
  }

  @AfterEach
  void ended() {
    fixture.end(attempt);
  }

  @Test
  void aFloodLeavesItsBeginningAndItsEnd() {
    byte[] part =
        "0123456789 abcdefghijklmnopqrstuvwxyz\n".repeat(1_000).getBytes(StandardCharsets.UTF_8);
    int parts = 1_000;
    try (LogWriter writer = writer()) {
      for (int i = 0; i < parts; i++) {
        writer.output(2, LogSource.STDOUT, Instant.now(), part);
      }
      writer.line(0, LogSource.CARREL, "the end");
    }
    long kept = store.chunks(attempt.build()).stream().mapToLong(LogStore.Chunk::bytes).sum();
    assertThat(kept).isLessThan(LIMIT * 3 / 2);
    List<LogLine> first = store.after(attempt.build(), 0);
    assertThat(first.getFirst().number()).isEqualTo(1);
    List<LogLine> newest = store.newest(attempt.build(), 10);
    assertThat(newest.getLast().number()).isEqualTo(parts * 1_000L + 1);
    assertThat(newest.getLast().text()).isEqualTo("the end");
    var text = new ByteArrayOutputStream();
    LogText.write(store, attempt.build(), text);
    assertThat(text.toString(StandardCharsets.UTF_8))
        .contains(" lines left out")
        .endsWith("the end\n");
  }

  @Test
  void theNextWriterGoesOnCounting() {
    try (LogWriter writer = writer()) {
      writer.line(0, LogSource.CARREL, "one\ntwo");
    }
    try (LogWriter writer = writer()) {
      writer.line(0, LogSource.CARREL, "three");
    }
    assertThat(store.newest(attempt.build(), 10))
        .extracting(LogLine::number)
        .containsExactly(1L, 2L, 3L);
  }

  @Test
  void aWriterOfAnAttemptThatIsOverWritesNothingAndHoldsNobodyUp() {
    LogWriter late = writer();
    fixture.end(attempt);
    for (int i = 0; i < 200_000; i++) {
      late.line(0, LogSource.CARREL, "too late");
    }
    late.close();
    assertThat(store.last(attempt.build())).isZero();
  }

  @Test
  void aLineShowsWithinAFractionOfASecondThoughMoreFollow() throws Exception {
    try (LogWriter writer = writer()) {
      writer.line(0, LogSource.CARREL, "first");
      Thread.sleep(400);
      assertThat(store.last(attempt.build())).isEqualTo(1);
    }
  }

  private LogWriter writer() {
    return new LogWriter(store, attempt, new Limits(), Clock.systemUTC());
  }

  private record Limits() implements LogConfig {
    @Override
    public MemorySize limit() {
      return new MemorySize(BigInteger.valueOf(LIMIT));
    }

    @Override
    public Duration gather() {
      return Duration.ofMillis(50);
    }

    @Override
    public Duration keep() {
      return Duration.ofDays(1);
    }

    @Override
    public int keepPerAccount() {
      return 1;
    }
  }
}
