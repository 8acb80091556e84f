package dev.carrel.engine.docker;

import dev.carrel.engine.OutputStreamName;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The engine's way to send two outputs over one stream: each frame has a head of eight bytes, the
 * first of which names the output, the last four the length.
 */
final class Frames {

  private static final int MOST = 1 << 24;

  /** Takes one frame. */
  interface Sink {
    void frame(OutputStreamName stream, byte[] bytes);
  }

  private Frames() {}

  static void read(InputStream body, Sink sink) throws IOException {
    DataInputStream in = new DataInputStream(body);
    while (true) {
      int name = in.read();
      if (name < 0) {
        return;
      }
      in.skipNBytes(3);
      int length = in.readInt();
      if (length < 0 || length > MOST) {
        throw new IOException("a frame of " + length + " bytes");
      }
      byte[] bytes = in.readNBytes(length);
      if (bytes.length < length) {
        throw new EOFException();
      }
      sink.frame(name == 2 ? OutputStreamName.ERR : OutputStreamName.OUT, bytes);
    }
  }
}
