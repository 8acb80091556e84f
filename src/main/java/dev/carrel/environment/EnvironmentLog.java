package dev.carrel.environment;

import dev.carrel.account.CurrentAccount;
import dev.carrel.engine.ContainerLog;
import dev.carrel.engine.Engine;
import dev.carrel.engine.EngineRefused;
import dev.carrel.engine.EngineUnavailable;
import dev.carrel.engine.Following;
import dev.carrel.engine.LogQuery;
import dev.carrel.web.Problem;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;

/** Reads and follows the log of an environment's container. */
@ApplicationScoped
class EnvironmentLog {
  private static final int TAIL = 1000;

  private final EnvironmentBook book;
  private final Engine engine;

  @Inject
  EnvironmentLog(EnvironmentBook book, Engine engine) {
    this.book = book;
    this.engine = engine;
  }

  /** The last lines as they are now. */
  String text(CurrentAccount account, String name) {
    Optional<String> container = book.get(account.get(), name).container();
    if (container.isEmpty()) {
      return "";
    }
    var text = new StringBuilder();
    try (Following reading =
        engine
            .containers()
            .logs(
                container.get(),
                LogQuery.last(TAIL),
                event -> {
                  if (event instanceof ContainerLog.Line line) {
                    text.append(line.text()).append('\n');
                  }
                })) {
      reading.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (EngineRefused gone) {
      return "";
    } catch (EngineUnavailable away) {
      throw Problem.unavailable(away.reason()).advice(away.remedy());
    }
    return text.toString();
  }

  /**
   * Lines as they come. Each bears its time as id; after that one a viewer that comes back goes on.
   */
  Multi<OutboundSseEvent> follow(CurrentAccount account, String name, String last, Sse sse) {
    Optional<String> container = book.get(account.get(), name).container();
    if (container.isEmpty()) {
      return Multi.createFrom().item(end(sse));
    }
    Optional<Instant> after = instant(last);
    var query =
        new LogQuery(after, after.isEmpty() ? OptionalInt.of(TAIL) : OptionalInt.empty(), true);
    return Multi.createFrom().emitter(emitter -> read(container.get(), query, sse, emitter));
  }

  private void read(
      String container, LogQuery query, Sse sse, MultiEmitter<? super OutboundSseEvent> emitter) {
    var following = new AtomicReference<Following>();
    emitter.onTermination(
        () -> {
          Following open = following.get();
          if (open != null) {
            open.close();
          }
        });
    try {
      following.set(
          engine
              .containers()
              .logs(container, query, event -> emit(event, query.since(), sse, emitter)));
    } catch (EngineRefused | EngineUnavailable gone) {
      emitter.emit(end(sse)).complete();
    }
  }

  private static void emit(
      ContainerLog event,
      Optional<Instant> after,
      Sse sse,
      MultiEmitter<? super OutboundSseEvent> emitter) {
    switch (event) {
      case ContainerLog.Line line -> {
        // The engine's "since" includes the moment itself, which the viewer has seen.
        if (after.isEmpty() || line.time().isAfter(after.get())) {
          emitter.emit(
              sse.newEventBuilder()
                  .id(line.time().toString())
                  .name("line")
                  .data(line.text())
                  .build());
        }
      }
      case ContainerLog.Ended ended -> emitter.emit(end(sse)).complete();
    }
  }

  private static OutboundSseEvent end(Sse sse) {
    return sse.newEvent("end", "");
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.ofNullable(text).filter(t -> !t.isEmpty()).map(Instant::parse);
    } catch (java.time.format.DateTimeParseException notOurs) {
      return Optional.empty();
    }
  }
}
