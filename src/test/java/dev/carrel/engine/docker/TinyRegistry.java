package dev.carrel.engine.docker;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * A registry with the image {@code x:1} of one layer, which flows slowly enough to be watched;
 * {@code secret:1} is denied. Engines speak plain HTTP to loopback addresses.
 */
final class TinyRegistry implements AutoCloseable {

  private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
  private static final String CONFIG = "application/vnd.docker.container.image.v1+json";
  private static final String LAYER = "application/vnd.docker.image.rootfs.diff.tar";

  private static final int CHUNK = 1 << 18;

  private final ServerSocket server;
  private final Map<String, byte[]> blobs = new HashMap<>();
  private final byte[] manifest;

  TinyRegistry() throws IOException {
    byte[] layer = layer();
    byte[] config =
        """
        {"architecture":"amd64","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":["%s"]}}"""
            .formatted(digest(layer))
            .getBytes(StandardCharsets.UTF_8);
    manifest =
        """
        {"schemaVersion":2,"mediaType":"%s",
         "config":{"mediaType":"%s","size":%d,"digest":"%s"},
         "layers":[{"mediaType":"%s","size":%d,"digest":"%s"}]}"""
            .formatted(
                MANIFEST, CONFIG, config.length, digest(config), LAYER, layer.length, digest(layer))
            .getBytes(StandardCharsets.UTF_8);
    blobs.put(digest(config), config);
    blobs.put(digest(layer), layer);
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  String name(String image) {
    return "127.0.0.1:" + server.getLocalPort() + "/" + image;
  }

  String digest() {
    return digest(manifest);
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      String[] request = in.readLine().split(" ");
      // The engine tries TLS first; a closed line sends it to plain HTTP at once.
      if (request.length == 3 && request[2].startsWith("HTTP/")) {
        while (!in.readLine().isEmpty()) {
          // Heads do not matter.
        }
        answer(request[0].equals("HEAD"), request[1], socket.getOutputStream());
      }
    } catch (IOException | NullPointerException e) {
      // The engine changed its mind.
    }
  }

  private void answer(boolean head, String path, OutputStream out) throws IOException {
    String last = path.substring(path.lastIndexOf('/') + 1);
    if (path.equals("/v2/")) {
      send(head, out, "200 OK", "application/json", "{}".getBytes(StandardCharsets.UTF_8));
    } else if (path.startsWith("/v2/secret/")) {
      error(head, out, "401 Unauthorized", "UNAUTHORIZED", "authentication required");
    } else if (path.matches("/v2/x/manifests/(1|" + digest() + ")")) {
      send(head, out, "200 OK", MANIFEST, manifest);
    } else if (blobs.containsKey(last)) {
      send(head, out, "200 OK", "application/octet-stream", blobs.get(last));
    } else {
      error(head, out, "404 Not Found", "MANIFEST_UNKNOWN", "manifest unknown");
    }
  }

  private void error(boolean head, OutputStream out, String status, String code, String message)
      throws IOException {
    String body = "{\"errors\":[{\"code\":\"%s\",\"message\":\"%s\"}]}".formatted(code, message);
    send(head, out, status, "application/json", body.getBytes(StandardCharsets.UTF_8));
  }

  private void send(boolean head, OutputStream out, String status, String type, byte[] body)
      throws IOException {
    String heads =
        """
        HTTP/1.1 %s\r
        Content-Type: %s\r
        Content-Length: %d\r
        Docker-Content-Digest: %s\r
        Docker-Distribution-Api-Version: registry/2.0\r
        Connection: close\r
        \r
        """
            .formatted(status, type, body.length, digest());
    out.write(heads.getBytes(StandardCharsets.ISO_8859_1));
    for (int at = 0; !head && at < body.length; at += CHUNK) {
      out.write(body, at, Math.min(CHUNK, body.length - at));
      out.flush();
      Pause.millis(body.length > CHUNK ? 50 : 0);
    }
  }

  private static byte[] layer() throws IOException {
    byte[] noise = new byte[6 << 20];
    new Random(System.nanoTime()).nextBytes(noise);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      TarArchiveEntry entry = new TarArchiveEntry("noise");
      entry.setSize(noise.length);
      tar.putArchiveEntry(entry);
      tar.write(noise);
      tar.closeArchiveEntry();
    }
    return bytes.toByteArray();
  }

  private static String digest(byte[] bytes) {
    try {
      return "sha256:"
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
