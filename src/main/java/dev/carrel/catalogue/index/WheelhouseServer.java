package dev.carrel.catalogue.index;

import dev.carrel.engine.Engine;
import dev.carrel.engine.EngineException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Serves the wheelhouses to builds, read-only, at the gateway's address of the bridge that builds
 * run on and at no other. The engine may come late, go, or come back with another address: it is
 * looked after now and then.
 */
@ApplicationScoped
public class WheelhouseServer {
  private static final Logger LOG = Logger.getLogger(WheelhouseServer.class);
  private static final int IDLE_SECONDS = 60;
  private static final Duration LONGEST_BIND = Duration.ofSeconds(5);

  private final IndexSources sources;
  private final WheelhousePort port;
  private final Engine engine;
  private final Vertx vertx;
  private final Set<BuildNeighbours> guests = ConcurrentHashMap.newKeySet();
  private HttpServer server;
  private volatile State state = new Off();

  WheelhouseServer(IndexSources sources, WheelhousePort port, Engine engine, Vertx vertx) {
    this.sources = sources;
    this.port = port;
    this.engine = engine;
    this.vertx = vertx;
  }

  public sealed interface State {}

  /** No wheelhouse is set. */
  public record Off() implements State {}

  /** Builds can have it. */
  public record Serving(String host, int port) implements State {

    public String simpleIndex() {
      return "http://%s:%d/simple/".formatted(host, port);
    }
  }

  /**
   * @param why a sentence for operators and build logs
   */
  public record Waiting(String why) implements State {}

  public State state() {
    return state;
  }

  /** Whoever has an address on the bridge of that gateway may ask, too. */
  public void admit(String gateway) {
    try {
      guests.add(BuildNeighbours.of(gateway));
    } catch (IOException e) {
      LOG.debugf("The wheelhouse admits nobody by way of %s: %s", gateway, e.getMessage());
    }
  }

  void start(@Observes StartupEvent event) {
    Thread.ofVirtual().name("wheelhouse").start(this::attend);
  }

  @Scheduled(
      every = "15s",
      delayed = "15s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void attendNowAndThen() {
    attend();
  }

  /** Serves if it can be done now and is not yet. */
  public synchronized State attend() {
    if (sources.wheelhouses().isEmpty()) {
      return state;
    }
    State next = state;
    try {
      Optional<String> gateway = engine.networks().buildGateway();
      if (gateway.isEmpty()) {
        close();
        next = new Waiting("The engine has no bridge for builds on this machine.");
      } else if (!(state instanceof Serving serving) || !serving.host().equals(gateway.get())) {
        close();
        next = serve(gateway.get());
        LOG.infof("Wheelhouses are served to builds at %s", ((Serving) next).simpleIndex());
      }
    } catch (EngineException e) {
      // Whoever is served goes on being served; without an engine there are no builds anyway.
      next = state instanceof Serving ? state : new Waiting(e.getMessage());
    } catch (IOException e) {
      next = new Waiting("The wheelhouse cannot be served: " + e.getMessage());
    }
    if (next instanceof Waiting && !next.equals(state)) {
      LOG.warn(((Waiting) next).why());
    }
    state = next;
    return next;
  }

  private Serving serve(String host) throws IOException {
    BuildNeighbours neighbours = BuildNeighbours.of(host);
    WheelhouseSite site = new WheelhouseSite(sources.wheelhouses());
    int number = port.on(host);
    HttpServer made =
        vertx
            .createHttpServer(
                new HttpServerOptions().setHost(host).setPort(number).setIdleTimeout(IDLE_SECONDS))
            .requestHandler(request -> handle(request, site, neighbours));
    try {
      made.listen()
          .toCompletionStage()
          .toCompletableFuture()
          .get(LONGEST_BIND.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
      throw new IOException("%s:%d cannot be had (%s)".formatted(host, number, e.getMessage()), e);
    }
    server = made;
    return new Serving(host, number);
  }

  private void handle(HttpServerRequest request, WheelhouseSite site, BuildNeighbours neighbours) {
    boolean reads = request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD;
    if (!reads || !admitted(request.remoteAddress().hostAddress(), neighbours)) {
      request.response().setStatusCode(reads ? 403 : 405).end();
      return;
    }
    vertx
        .executeBlocking(() -> site.answer(decoded(request)), false)
        .onSuccess(answer -> send(request, answer))
        .onFailure(
            failure -> {
              LOG.warn("The wheelhouse could not answer", failure);
              request.response().setStatusCode(500).end();
            });
  }

  private boolean admitted(String address, BuildNeighbours neighbours) {
    return neighbours.include(address) || guests.stream().anyMatch(guest -> guest.include(address));
  }

  private static String decoded(HttpServerRequest request) {
    String path = Optional.ofNullable(request.path()).filter(p -> p.startsWith("/")).orElse("/");
    return io.netty.handler.codec.http.QueryStringDecoder.decodeComponent(path.replace("+", "%2B"));
  }

  private static void send(HttpServerRequest request, WheelhouseSite.Answer answer) {
    var response = request.response();
    switch (answer) {
      case WheelhouseSite.Answer.Page page ->
          response.putHeader("Content-Type", "text/html; charset=utf-8").end(page.html());
      case WheelhouseSite.Answer.File file -> {
        response.putHeader("Content-Type", "application/octet-stream");
        response.sendFile(file.path().toString());
      }
      case WheelhouseSite.Answer.Elsewhere elsewhere ->
          response.setStatusCode(301).putHeader("Location", elsewhere.address()).end();
      case WheelhouseSite.Answer.Nothing nothing -> response.setStatusCode(404).end();
    }
  }

  private void close() {
    if (server != null) {
      // Waited for, because the next start wants the same port.
      server
          .close()
          .toCompletionStage()
          .toCompletableFuture()
          .completeOnTimeout(null, 2, TimeUnit.SECONDS)
          .exceptionally(gone -> null)
          .join();
      server = null;
    }
  }

  synchronized void stop(@Observes ShutdownEvent event) {
    close();
  }
}
