package dev.carrel.web;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Says why a body is refused that announces itself as too large; Quarkus alone would only close.
 */
@Singleton
class LargeBodies {
  private static final int BEFORE_READING = 8_000;

  @Inject ProblemRoutes problems;

  @ConfigProperty(name = "quarkus.http.limits.max-body-size")
  MemorySize most;

  void register(@Observes Filters filters) {
    filters.register(this::check, BEFORE_READING);
  }

  private void check(RoutingContext context) {
    String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length == null
        || !length.matches("\\d{1,18}")
        || Long.parseLong(length) <= most.asLongValue()) {
      context.next();
      return;
    }
    // What is still on its way will not be read, so the connection is of no more use.
    context.response().putHeader(HttpHeaders.CONNECTION, "close");
    problems.send(
        context,
        Problem.of(
            413,
            "You sent %s; this portal accepts at most %s at once."
                .formatted(Words.bytes(Long.parseLong(length)), Words.bytes(most.asLongValue()))));
  }
}
