package dev.carrel.catalogue.index;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Refuses to read more than a page can have. */
final class BoundedBody extends FilterInputStream {
  private final long most;
  private long seen;

  BoundedBody(InputStream body, long most) {
    super(body);
    this.most = most;
  }

  @Override
  public int read() throws IOException {
    int next = super.read();
    count(next < 0 ? 0 : 1);
    return next;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    count(Math.max(0, read));
    return read;
  }

  private void count(int bytes) throws IOException {
    seen += bytes;
    if (seen > most) {
      throw new IOException("the page is larger than " + most + " bytes");
    }
  }
}
