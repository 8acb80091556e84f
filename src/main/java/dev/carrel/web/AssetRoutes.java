package dev.carrel.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Serves the bundle from memory, in the smallest coding the browser takes. A file's name holds the
 * hash of its content, so browsers may keep it for ever.
 */
@Singleton
class AssetRoutes {
  private static final Map<String, String> TYPES =
      Map.of(
          "css", "text/css;charset=UTF-8",
          "js", "text/javascript;charset=UTF-8",
          "svg", "image/svg+xml",
          "woff2", "font/woff2");

  private final Map<String, Optional<Buffer>> files = new ConcurrentHashMap<>();

  void routes(@Observes Router router, Assets assets) {
    router.get("/assets/:file").handler(this::send);
    String icon = assets.url("icon.svg");
    router
        .get("/favicon.ico")
        .handler(
            context -> context.response().setStatusCode(301).putHeader("Location", icon).end());
  }

  private void send(RoutingContext context) {
    String name = context.pathParam("file");
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null || name.contains("/") || name.contains("\\")) {
      context.next();
      return;
    }
    String accepted = context.request().getHeader("Accept-Encoding");
    Optional<Buffer> best = Optional.empty();
    HttpServerResponse response = context.response();
    for (String coding : new String[] {"br", "gzip"}) {
      if (best.isEmpty() && accepted != null && accepted.contains(coding)) {
        best = file(name + (coding.equals("br") ? ".br" : ".gz"));
        best.ifPresent(found -> response.putHeader("Content-Encoding", coding));
      }
    }
    Optional<Buffer> body = best.or(() -> file(name));
    if (body.isEmpty()) {
      context.next();
      return;
    }
    response
        .putHeader("Content-Type", type)
        .putHeader("Vary", "Accept-Encoding")
        .putHeader("Cache-Control", "public, max-age=31536000, immutable")
        .end(body.get());
  }

  private Optional<Buffer> file(String name) {
    Optional<Buffer> known = files.get(name);
    if (known != null) {
      return known;
    }
    Optional<Buffer> read = read(name);
    // Only what exists is kept: unknown names must not fill the memory.
    read.ifPresent(bytes -> files.put(name, read));
    return read;
  }

  private static Optional<Buffer> read(String name) {
    Optional<InputStream> found = Assets.open(name);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = found.get()) {
      return Optional.of(Buffer.buffer(in.readAllBytes()));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
