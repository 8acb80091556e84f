package dev.carrel.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;

/** Refuses requests for a host that is not this portal; see {@link WebConfig#hosts}. */
@Singleton
class TrustedHosts {
  private static final int AFTER_HEADERS = 9_500;

  @Inject WebConfig config;
  @Inject ProblemRoutes problems;

  void register(@Observes Filters filters) {
    config.hosts().ifPresent(hosts -> filters.register(c -> check(c, hosts), AFTER_HEADERS));
  }

  private void check(RoutingContext context, List<String> hosts) {
    var authority = context.request().authority();
    // Health checks come by address, and tell nothing that a forged name could turn.
    boolean probe = context.request().path().startsWith("/q/");
    if (probe
        || authority != null && hosts.contains(authority.toString().toLowerCase(Locale.ROOT))) {
      context.next();
    } else {
      problems.send(
          context,
          Problem.of(400, "This portal does not answer under that host name.")
              .advice(
                  "Use the address that you were given; operators set it in carrel.web.hosts."));
    }
  }
}
