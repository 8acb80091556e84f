package dev.carrel.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carrel.engine.Containers;
import dev.carrel.engine.Engine;
import dev.carrel.engine.ExecResult;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeftoverShellsTest {
  private static final Instant PORTAL_STARTED = Instant.parse("2026-03-02T09:00:00Z");
  private static final Optional<Instant> BEFORE = Optional.of(PORTAL_STARTED.minusSeconds(60));
  private static final Optional<Instant> SINCE = Optional.of(PORTAL_STARTED.plusSeconds(60));

  private final List<String> searched = new ArrayList<>();
  private final LeftoverShells leftovers =
      new LeftoverShells(
          engine(), Clock.fixed(PORTAL_STARTED, ZoneOffset.UTC), Path.of("/srv/carrel"));

  @Test
  void searchesOnceWhatAnEarlierPortalKnew() {
    leftovers.end(1, BEFORE, "old");
    leftovers.end(1, BEFORE, "old");
    leftovers.end(2, Optional.empty(), "unknown");
    assertThat(searched).containsExactly("old", "unknown");
  }

  @Test
  void keepsNobodyWaitingInWhatWasStartedSince() {
    leftovers.end(1, SINCE, "young");
    assertThat(searched).isEmpty();
  }

  private Engine engine() {
    Containers containers =
        proxy(
            Containers.class,
            arguments -> {
              searched.add((String) arguments[0]);
              return new ExecResult(0, "", false);
            });
    return proxy(Engine.class, arguments -> containers);
  }

  private interface Answer {
    Object to(Object... arguments);
  }

  private static <T> T proxy(Class<T> port, Answer answer) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> answer.to(arguments)));
  }
}
