package dev.carrel.engine.docker;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A socket before the engine's that can be cut and mended, as if the engine stopped and started.
 */
final class Relay implements AutoCloseable {

  private final Path engine;
  private final Path socket;
  private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
  private ServerSocketChannel server;

  Relay(Path engine, Path socket) {
    this.engine = engine;
    this.socket = socket;
  }

  String address() {
    return "unix://" + socket;
  }

  void start() throws IOException {
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    ServerSocketChannel mine = server;
    Thread.ofVirtual().start(() -> accept(mine));
  }

  /** As an engine that is stopped in order: its socket goes away too. */
  void stop() throws IOException {
    server.close();
    Files.deleteIfExists(socket);
    for (SocketChannel channel : open) {
      channel.close();
    }
    open.clear();
  }

  private void accept(ServerSocketChannel from) {
    try {
      while (true) {
        SocketChannel near = from.accept();
        SocketChannel far = SocketChannel.open(UnixDomainSocketAddress.of(engine));
        open.add(near);
        open.add(far);
        Thread.ofVirtual().start(() -> copy(near, far));
        Thread.ofVirtual().start(() -> copy(far, near));
      }
    } catch (IOException e) {
      // Stopped.
    }
  }

  private void copy(SocketChannel from, SocketChannel to) {
    ByteBuffer buffer = ByteBuffer.allocate(16 << 10);
    try (from;
        to) {
      while (from.read(buffer) >= 0) {
        buffer.flip();
        while (buffer.hasRemaining()) {
          to.write(buffer);
        }
        buffer.clear();
      }
    } catch (IOException e) {
      // One side is gone, and so both are.
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  @Override
  public void close() throws IOException {
    stop();
  }
}
