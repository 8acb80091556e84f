package dev.carrel.access;

import dev.carrel.engine.Engine;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Ends the shells that a portal left behind when it was killed: the engine keeps them, and nobody
 * can return to them. They are known by a variable that names the portal's home and its start, so
 * that neither another replica's shells nor this start's own are touched.
 */
@ApplicationScoped
@Startup
class LeftoverShells {
  private static final Logger LOG = Logger.getLogger(LeftoverShells.class);
  private static final String VARIABLE = "CARREL_TERMINAL";
  private static final Duration LIMIT = Duration.ofSeconds(5);

  /**
   * Only the shells themselves, whose parent is outside of the container: what a user detached,
   * like a training run in tmux, inherits the mark and has to live on. Arguments: the variable with
   * the home's part of its value, and with this start's value.
   */
  private static final String SCRIPT =
      """
      for process in /proc/[0-9]*; do
        grep -q '^PPid:[[:space:]]*0$' "$process/status" 2>/dev/null || continue
        mark=$(tr '\\0' '\\n' < "$process/environ" 2>/dev/null | grep "^$1") || continue
        [ "$mark" = "$2" ] || kill -HUP "${process#/proc/}" 2>/dev/null
      done
      exit 0
      """;

  private final Engine engine;
  private final Instant since;
  private final String home;
  private final String start = UUID.randomUUID().toString();
  private final Set<Long> done = ConcurrentHashMap.newKeySet();

  @Inject
  LeftoverShells(
      Engine engine,
      Clock clock,
      @ConfigProperty(name = "carrel.home", defaultValue = "var") Path home) {
    this.engine = engine;
    this.since = clock.instant();
    this.home =
        UUID.nameUUIDFromBytes(home.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8))
            .toString();
  }

  /** For the shells that this start opens. */
  Map<String, String> mark() {
    return Map.of(VARIABLE, home + "/" + start);
  }

  /**
   * Once for each environment that an earlier portal knew: what was started since is without. What
   * goes wrong here keeps nobody from a new shell.
   */
  void end(long environment, Optional<Instant> started, String container) {
    if (started.filter(since::isBefore).isPresent() || !done.add(environment)) {
      return;
    }
    try {
      engine
          .containers()
          .exec(
              container,
              List.of(
                  "sh",
                  "-c",
                  SCRIPT,
                  "sh",
                  VARIABLE + "=" + home,
                  VARIABLE + "=" + home + "/" + start),
              LIMIT);
    } catch (RuntimeException e) {
      LOG.debugf("Shells left in environment %d could not be looked for: %s", environment, e);
    }
  }
}
