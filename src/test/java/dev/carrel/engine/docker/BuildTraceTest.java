package dev.carrel.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.google.protobuf.CodedOutputStream;
import dev.carrel.engine.BuildEvent;
import dev.carrel.engine.OutputStreamName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BuildTraceTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.5Z");

  private final List<BuildEvent> events = new ArrayList<>();
  private final BuildTrace trace = new BuildTrace(events::add);

  @Test
  void tellsAStepOnceForEachState() throws IOException {
    byte[] planned = vertex(null, null, "");
    byte[] started = vertex(NOON, null, "");
    byte[] done = vertex(NOON, NOON.plusSeconds(2), "");
    for (byte[] one : List.of(planned, planned, started, started, done, done, started)) {
      trace.add(message(1, one));
    }
    assertThat(events)
        .containsExactly(
            new BuildEvent.StepPlanned("sha256:1", "RUN x"),
            new BuildEvent.StepStarted("sha256:1", "RUN x", NOON),
            new BuildEvent.StepFinished(
                "sha256:1", "RUN x", true, NOON, NOON.plusSeconds(2), Optional.empty()));
  }

  @Test
  void tellsASecondCompletionThatSaysMore() throws IOException {
    trace.add(message(1, vertex(NOON, NOON, "")));
    trace.add(message(1, vertex(NOON, NOON.plusSeconds(1), "exit code: 1")));
    assertThat(events).hasSize(2);
    assertThat(((BuildEvent.StepFinished) events.getLast()).error()).contains("exit code: 1");
  }

  @Test
  void givesOutputAsItCame() throws IOException {
    byte[] log =
        fields(
            out -> {
              out.writeString(1, "sha256:1");
              out.writeByteArray(2, time(NOON));
              out.writeInt64(3, 2);
              out.writeByteArray(4, new byte[] {(byte) 0xc3});
            });
    trace.add(message(3, log));
    BuildEvent.Output output = (BuildEvent.Output) events.getFirst();
    assertThat(output.stream()).isEqualTo(OutputStreamName.ERR);
    assertThat(output.time()).isEqualTo(NOON);
    assertThat(output.bytes()).containsExactly(0xc3);
  }

  @Test
  void passesOverWhatItDoesNotKnow() throws IOException {
    byte[] newer =
        fields(
            out -> {
              out.writeString(1, "sha256:1");
              out.writeString(3, "RUN x");
              out.writeInt64(99, 7);
              out.writeString(100, "more");
            });
    trace.add(message(1, newer));
    trace.add(message(17, newer));
    assertThat(events).containsExactly(new BuildEvent.StepPlanned("sha256:1", "RUN x"));
  }

  @Test
  void survivesGarbage() throws IOException {
    byte[] good = message(1, vertex(NOON, NOON, ""));
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      byte[] bad = good.clone();
      for (int j = 0; j <= i % 4; j++) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
      }
      assertThatCode(() -> trace.add(bad)).doesNotThrowAnyException();
    }
    trace.add(new byte[0]);
  }

  private static byte[] vertex(Instant started, Instant completed, String error)
      throws IOException {
    return fields(
        out -> {
          out.writeString(1, "sha256:1");
          out.writeString(2, "sha256:0");
          out.writeString(3, "RUN x");
          out.writeBool(4, true);
          if (started != null) {
            out.writeByteArray(5, time(started));
          }
          if (completed != null) {
            out.writeByteArray(6, time(completed));
          }
          out.writeString(7, error);
        });
  }

  private static byte[] time(Instant time) throws IOException {
    return fields(
        out -> {
          out.writeInt64(1, time.getEpochSecond());
          out.writeInt32(2, time.getNano());
        });
  }

  private static byte[] message(int number, byte[] content) throws IOException {
    return fields(out -> out.writeByteArray(number, content));
  }

  private interface Writing {
    void to(CodedOutputStream out) throws IOException;
  }

  private static byte[] fields(Writing writing) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    writing.to(out);
    out.flush();
    return bytes.toByteArray();
  }
}
