package dev.carrel.engine.docker;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import dev.carrel.engine.BuildEvent;
import dev.carrel.engine.OutputStreamName;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One message of BuildKit's trace, {@code StatusResponse} in <a
 * href="https://github.com/moby/buildkit/blob/master/api/services/control/control.proto">control.proto</a>:
 * only the fields that are used, read from the wire, for the rest of that file drags in half of
 * BuildKit.
 */
record BuildStatus(
    List<Vertex> vertexes, List<BuildEvent.StepProgress> progress, List<BuildEvent.Output> output) {

  /** A step; times are null until they have come. */
  record Vertex(
      String digest,
      String name,
      boolean cached,
      Instant started,
      Instant completed,
      String error) {}

  static BuildStatus parse(byte[] bytes) throws IOException {
    BuildStatus status = new BuildStatus(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    try {
      Fields fields = new Fields(CodedInputStream.newInstance(bytes));
      while (fields.next()) {
        switch (fields.number()) {
          case 1 -> status.vertexes.add(vertex(fields.message()));
          case 2 -> status.progress.add(progress(fields.message()));
          case 3 -> status.output.add(output(fields.message()));
          default -> fields.skip();
        }
      }
    } catch (DateTimeException e) {
      throw new IOException(e);
    }
    return status;
  }

  private static Vertex vertex(Fields fields) throws IOException {
    String digest = "";
    String name = "";
    boolean cached = false;
    Instant started = null;
    Instant completed = null;
    String error = "";
    while (fields.next()) {
      switch (fields.number()) {
        case 1 -> digest = fields.text();
        case 3 -> name = fields.text();
        case 4 -> cached = fields.whole() != 0;
        case 5 -> started = fields.time();
        case 6 -> completed = fields.time();
        case 7 -> error = fields.text();
        default -> fields.skip();
      }
    }
    return new Vertex(digest, name, cached, started, completed, error);
  }

  private static BuildEvent.StepProgress progress(Fields fields) throws IOException {
    String id = "";
    String step = "";
    long current = 0;
    long total = 0;
    Instant time = Instant.EPOCH;
    while (fields.next()) {
      switch (fields.number()) {
        case 1 -> id = fields.text();
        case 2 -> step = fields.text();
        case 4 -> current = fields.whole();
        case 5 -> total = fields.whole();
        case 6 -> time = fields.time();
        default -> fields.skip();
      }
    }
    return new BuildEvent.StepProgress(step, id, current, total, time);
  }

  private static BuildEvent.Output output(Fields fields) throws IOException {
    String step = "";
    Instant time = Instant.EPOCH;
    OutputStreamName stream = OutputStreamName.OUT;
    byte[] bytes = {};
    while (fields.next()) {
      switch (fields.number()) {
        case 1 -> step = fields.text();
        case 2 -> time = fields.time();
        case 3 -> stream = fields.whole() == 2 ? OutputStreamName.ERR : OutputStreamName.OUT;
        case 4 -> bytes = fields.bytes();
        default -> fields.skip();
      }
    }
    return new BuildEvent.Output(step, time, stream, bytes);
  }

  /** The fields of one message. A field of an unexpected wire type is an error, never a guess. */
  private static final class Fields {
    private final CodedInputStream in;
    private int tag;

    Fields(CodedInputStream in) {
      this.in = in;
    }

    boolean next() throws IOException {
      tag = in.readTag();
      return tag != 0;
    }

    int number() {
      return WireFormat.getTagFieldNumber(tag);
    }

    void skip() throws IOException {
      in.skipField(tag);
    }

    byte[] bytes() throws IOException {
      expect(WireFormat.WIRETYPE_LENGTH_DELIMITED);
      return in.readByteArray();
    }

    String text() throws IOException {
      expect(WireFormat.WIRETYPE_LENGTH_DELIMITED);
      return in.readString();
    }

    long whole() throws IOException {
      expect(WireFormat.WIRETYPE_VARINT);
      return in.readInt64();
    }

    Fields message() throws IOException {
      return new Fields(CodedInputStream.newInstance(bytes()));
    }

    Instant time() throws IOException {
      Fields fields = message();
      long seconds = 0;
      long nanos = 0;
      while (fields.next()) {
        switch (fields.number()) {
          case 1 -> seconds = fields.whole();
          case 2 -> nanos = fields.whole();
          default -> fields.skip();
        }
      }
      return Instant.ofEpochSecond(seconds, nanos);
    }

    private void expect(int type) throws IOException {
      if (WireFormat.getTagWireType(tag) != type) {
        throw new IOException(
            "field %d has type %d".formatted(number(), WireFormat.getTagWireType(tag)));
      }
    }
  }
}
