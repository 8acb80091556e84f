package dev.carrel.access;

import dev.carrel.account.SignedOut;
import dev.carrel.engine.Engine;
import dev.carrel.engine.TerminalSize;
import dev.carrel.engine.TerminalSpec;
import dev.carrel.environment.Attendance;
import dev.carrel.environment.EnvironmentRetired;
import dev.carrel.environment.EnvironmentStopped;
import dev.carrel.environment.EnvironmentView;
import dev.carrel.environment.Shell;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The shells that are open through this portal. They live here and in the engine only: a shell is a
 * connection, which cannot be handed to another replica, so several replicas need a balancer that
 * keeps a browser on one of them.
 */
@ApplicationScoped
class Terminals {
  private final Engine engine;
  private final LeftoverShells leftovers;
  private final Attendance attendance;
  private final AccessConfig config;
  private final Clock clock;
  private final Map<Key, TerminalSession> sessions = new ConcurrentHashMap<>();

  /** Whose shell, where, and which of them. */
  record Key(long account, long environment, TerminalId id) {
    static Key of(EnvironmentView environment, TerminalId id) {
      return new Key(environment.account(), environment.id(), id);
    }
  }

  @Inject
  Terminals(
      Engine engine,
      LeftoverShells leftovers,
      Attendance attendance,
      AccessConfig config,
      Clock clock) {
    this.engine = engine;
    this.leftovers = leftovers;
    this.attendance = attendance;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Opens a shell, or returns to it, and shows it to the viewer.
   *
   * @throws TerminalRefused when it cannot be
   */
  void attach(EnvironmentView environment, TerminalId id, TerminalSize size, Viewer viewer) {
    var key = Key.of(environment, id);
    TerminalSession session = sessions.get(key);
    if (session == null) {
      session = open(environment, key, size);
    }
    session.attach(viewer, size);
  }

  TerminalSession get(Key key) {
    return sessions.get(key);
  }

  /** The open ones of an environment, oldest first. */
  List<TerminalId> of(EnvironmentView environment) {
    return sessions.entrySet().stream()
        .filter(entry -> entry.getKey().environment() == environment.id())
        .sorted(Comparator.comparing(entry -> entry.getValue().opened()))
        .map(entry -> entry.getKey().id())
        .toList();
  }

  private TerminalSession open(EnvironmentView environment, Key key, TerminalSize size) {
    String container =
        environment
            .container()
            .filter(id -> environment.running())
            .orElseThrow(() -> TerminalRefused.notRunning(environment));
    if (of(environment).size() >= config.perEnvironment()) {
      throw TerminalRefused.tooMany(environment, config.perEnvironment());
    }
    leftovers.end(environment.id(), environment.started(), container);
    var session =
        sessions.computeIfAbsent(
            key,
            k ->
                new TerminalSession(
                    clock.instant(),
                    () -> attendance.here(key.environment()),
                    () -> sessions.remove(key)));
    try {
      session.start(
          listener ->
              engine
                  .containers()
                  .openTerminal(
                      container,
                      new TerminalSpec(Shell.COMMAND, size, leftovers.mark()),
                      listener));
    } catch (RuntimeException e) {
      sessions.remove(key, session);
      throw e;
    }
    return session;
  }

  /** How many are open, by environment. */
  Map<Long, Integer> count() {
    Map<Long, Integer> count = new HashMap<>();
    sessions.keySet().forEach(key -> count.merge(key.environment(), 1, Integer::sum));
    return count;
  }

  @Scheduled(every = "1m")
  void endForgotten() {
    Instant longAgo = clock.instant().minus(config.linger());
    sessions.values().stream().filter(s -> s.unseenSince(longAgo)).forEach(TerminalSession::close);
  }

  void on(@ObservesAsync EnvironmentStopped stopped) {
    close(key -> key.environment() == stopped.id());
  }

  void on(@ObservesAsync EnvironmentRetired retired) {
    close(key -> key.environment() == retired.id());
  }

  /** The shells stay: whoever signs in again returns to them. */
  void on(@ObservesAsync SignedOut signedOut) {
    sessions.forEach(
        (key, session) -> {
          if (key.account() == signedOut.account()) {
            session.disconnect(SocketEnd.SIGNED_OUT);
          }
        });
  }

  /** A shell without its portal cannot be returned to. */
  void on(@Observes ShutdownEvent shutdown) {
    close(key -> true);
  }

  private void close(Predicate<Key> which) {
    sessions.forEach(
        (key, session) -> {
          if (which.test(key)) {
            session.close();
          }
        });
  }
}
