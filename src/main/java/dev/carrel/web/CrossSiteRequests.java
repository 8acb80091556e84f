package dev.carrel.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Refuses changes that another site's page asks for in the name of whoever is signed in here.
 * Browsers say where a request comes from (Sec-Fetch-Site, older ones Origin); what says neither is
 * no browser and has no session cookie to misuse.
 */
@Singleton
class CrossSiteRequests {
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
  private static final int AFTER_HEADERS = 9_000;

  @Inject WebConfig config;
  @Inject ProblemRoutes problems;

  void register(@Observes Filters filters) {
    filters.register(this::check, AFTER_HEADERS);
  }

  private void check(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (SAFE.contains(request.method().name())
        || request.path().equals(config.backChannelPath())
        || SameOrigin.asks(request)) {
      context.next();
    } else {
      problems.send(
          context,
          Problem.forbidden("Another site's page asked for this change, so it was not made.")
              .advice("Do it from this portal's own page."));
    }
  }
}
