package dev.carrel.engine.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import dev.carrel.engine.BuildEvent;
import dev.carrel.engine.BuildEvent.Broken;
import dev.carrel.engine.BuildEvent.Cause;
import dev.carrel.engine.BuildSpec;
import dev.carrel.engine.EngineException;
import dev.carrel.engine.EngineUnavailable;
import dev.carrel.engine.Following;
import dev.carrel.engine.ImageBuilder;
import dev.carrel.engine.VirtualFollowing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Builds with the engine's own BuildKit, by {@code POST /build?version=2} without a session;
 * docker-java's command can only ask for the old builder.
 */
final class DockerBuilder implements ImageBuilder {

  /** After the image's id an engine that says nothing so often has nothing more to say. */
  private static final int MOST_EMPTY = 100;

  private final Connection connection;
  private final Ownership ownership;

  DockerBuilder(Connection connection, Ownership ownership) {
    this.connection = connection;
    this.ownership = ownership;
  }

  @Override
  public Following build(BuildSpec spec, Consumer<BuildEvent> listener) {
    connection.apiVersion();
    return VirtualFollowing.start(
        "engine-build", self -> listener.accept(run(spec, listener, self)));
  }

  private BuildEvent run(BuildSpec spec, Consumer<BuildEvent> listener, VirtualFollowing self) {
    try {
      Response response = connection.stream(request(spec), path(spec));
      self.onClose(() -> connection.hangUp(response));
      try {
        return read(response, listener, self);
      } finally {
        connection.hangUp(response);
      }
    } catch (EngineUnavailable e) {
      return broken(self, Cause.ENGINE_LOST, e.reason());
    } catch (EngineException e) {
      return broken(self, Cause.FAILED, e.getMessage());
    } catch (IOException e) {
      return broken(self, Cause.ENGINE_LOST, connection.translated(e).getMessage());
    }
  }

  private static BuildEvent read(
      Response response, Consumer<BuildEvent> listener, VirtualFollowing self) throws IOException {
    BuildTrace trace = new BuildTrace(listener);
    String image = null;
    int empty = 0;
    MappingIterator<JsonNode> lines = Connection.lines(response);
    // After a step that printed tens of megabytes Docker 20.10 sends empty traces without end.
    while ((image == null || empty < MOST_EMPTY) && lines.hasNextValue()) {
      JsonNode line = lines.nextValue();
      if (line.has("error")) {
        return broken(self, Cause.FAILED, line.path("error").asText());
      }
      switch (line.path("id").asText()) {
        case "moby.buildkit.trace" -> {
          byte[] bytes = line.path("aux").binaryValue();
          empty = bytes.length == 0 ? empty + 1 : 0;
          trace.add(bytes);
        }
        case "moby.image.id" -> image = line.path("aux").path("ID").asText();
        default -> {
          // Warnings of the old builder, and what later engines may add.
        }
      }
    }
    return image == null
        ? broken(self, Cause.ENGINE_LOST, "The engine ended the build without a result.")
        : new BuildEvent.Finished(image);
  }

  private static Broken broken(VirtualFollowing self, Cause cause, String message) {
    if (self.closed()) {
      return new Broken(Cause.CANCELLED, "cancelled");
    }
    boolean full = message.contains("no space left on device");
    return new Broken(full ? Cause.NO_SPACE : cause, message);
  }

  private static Request.Builder request(BuildSpec spec) {
    return Request.builder()
        .method(Request.Method.POST)
        .putHeader("Content-Type", "application/x-tar")
        .body(new ByteArrayInputStream(ContextTar.of(spec.context())));
  }

  private String path(BuildSpec spec) {
    Query query =
        new Query("/build")
            .with("version", "2")
            .with("buildid", UUID.randomUUID().toString())
            .with("dockerfile", "Dockerfile")
            .with("labels", ownership.stamped(spec.labels()))
            // The only argument ever: what one account leaves in a cache mount, no other finds.
            .with("buildargs", Map.of("BUILDKIT_CACHE_MOUNT_NS", spec.cacheNamespace()))
            .with(
                "networkmode",
                switch (spec.network()) {
                  case BRIDGE -> "default";
                  case NONE -> "none";
                });
    spec.tags().forEach(tag -> query.with("t", tag));
    spec.extraHosts().forEach((name, address) -> query.with("extrahosts", name + ":" + address));
    if (spec.noCache()) {
      query.with("nocache", "1");
    }
    return query.toString();
  }
}
