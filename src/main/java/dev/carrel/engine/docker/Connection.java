package dev.carrel.engine.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.httpclient5.ApacheDockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import dev.carrel.engine.EngineUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The line to one engine. Commands go through docker-java; what its commands cannot ask for, and
 * streams (each of which would cost it a platform thread), go through its transport.
 *
 * <p>The API version is settled at the first call that gets an answer, and anew after the engine
 * was away: it may have come back as another version.
 */
final class Connection {

  static final ObjectMapper JSON = new ObjectMapper();

  private static final int CALLS = 64;
  private static final int STREAMS = 10_000;

  private final DockerHost host;
  private final DockerHttpClient calls;
  private final DockerHttpClient streams;
  private final Set<Response> open = ConcurrentHashMap.newKeySet();
  private volatile Session session;
  private volatile boolean closed;

  private record Session(ApiVersion version, DockerClient client) {}

  Connection(DockerHost host) {
    this.host = host;
    // Only single calls have a time limit: a log may be silent for days.
    calls = transport(CALLS).responseTimeout(Duration.ofMinutes(3)).build();
    streams = transport(STREAMS).build();
  }

  private ApacheDockerHttpClient.Builder transport(int connections) {
    return new ApacheDockerHttpClient.Builder()
        .dockerHost(host.uri())
        .sslConfig(host.tls())
        .maxConnections(connections)
        .connectionTimeout(Duration.ofSeconds(3));
  }

  DockerHost host() {
    return host;
  }

  String apiVersion() {
    return session().version().toString();
  }

  /** Asks by a docker-java command; its exceptions become the port's. */
  <T> T ask(Function<DockerClient, T> question) {
    DockerClient client = session().client();
    try {
      return question.apply(client);
    } catch (RuntimeException e) {
      throw translated(e);
    }
  }

  void tell(java.util.function.Consumer<DockerClient> order) {
    ask(
        client -> {
          order.accept(client);
          return null;
        });
  }

  /** A plain JSON answer to what docker-java has no command for. */
  JsonNode read(String path) {
    Request request = Request.builder().method(Request.Method.GET).path(versioned(path)).build();
    try (Response response = send(calls, request);
        InputStream body = response.getBody()) {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw translated(e);
    }
  }

  /** Opens a stream, which its reader closes. A status from 400 on comes as an exception. */
  Response stream(Request.Builder request, String path) {
    Response response = send(streams, request.path(versioned(path)).build());
    open.add(response);
    if (closed) {
      hangUp(response);
    }
    return response;
  }

  /**
   * The JSON values of a stream. Not to be closed: that would read on to the end of a stream that
   * may have none. {@link #hangUp} ends it.
   */
  static MappingIterator<JsonNode> lines(Response response) throws IOException {
    return JSON.readerFor(JsonNode.class).readValues(response.getBody());
  }

  void hangUp(Response response) {
    open.remove(response);
    response.close();
  }

  private Response send(DockerHttpClient transport, Request request) {
    Response response;
    try {
      response = transport.execute(request);
    } catch (RuntimeException e) {
      throw translated(e);
    }
    if (response.getStatusCode() >= 400) {
      throw refusal(response);
    }
    return response;
  }

  private RuntimeException refusal(Response response) {
    try (response;
        InputStream body = response.getBody()) {
      return Trouble.refused(
          response.getStatusCode(), JSON.readTree(body).path("message").asText());
    } catch (IOException e) {
      return Trouble.refused(response.getStatusCode(), "no reason given");
    }
  }

  RuntimeException translated(Exception e) {
    RuntimeException trouble = Trouble.of(e, host);
    if (trouble instanceof EngineUnavailable) {
      session = null;
    }
    return trouble;
  }

  private String versioned(String path) {
    return "/v" + session().version() + path;
  }

  private Session session() {
    Session known = session;
    if (known == null) {
      known = new Session(negotiated(), null);
      known = new Session(known.version(), client(known.version().toString()));
      session = known;
    }
    return known;
  }

  private ApiVersion negotiated() {
    try (Response response =
            calls.execute(Request.builder().method(Request.Method.GET).path("/version").build());
        InputStream body = response.getBody()) {
      return ApiVersion.parse(JSON.readTree(body).path("ApiVersion").asText()).spoken();
    } catch (IOException | RuntimeException e) {
      throw Trouble.of(e, host);
    }
  }

  private DockerClient client(String version) {
    return DockerClientImpl.getInstance(
        DefaultDockerClientConfig.createDefaultConfigBuilder()
            .withDockerHost(host.uri().toString())
            .withApiVersion(version)
            .build(),
        calls);
  }

  void close() {
    closed = true;
    open.forEach(this::hangUp);
    try {
      calls.close();
      streams.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
