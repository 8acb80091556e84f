package dev.carrel.web;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Errors outside any endpoint: unknown addresses, refused requests, bodies that are too large. */
@Singleton
public class ProblemRoutes {
  @Inject Problems problems;

  void routes(@Observes Router router) {
    router
        .route()
        .order(Integer.MAX_VALUE)
        .handler(context -> send(context, Problem.notFound(ProblemMappers.plain(404))));
  }

  /** Ends the request with this problem, in the form that its asker reads. */
  public void send(RoutingContext context, Problem problem) {
    HttpServerResponse response = context.response();
    if (response.ended() || response.headWritten()) {
      return;
    }
    Problems.Answer answer = problems.tell(context.request(), problem, Optional.empty());
    response.setStatusCode(problem.status()).putHeader("Content-Type", answer.type());
    problem
        .retryAfter()
        .ifPresent(wait -> response.putHeader("Retry-After", Long.toString(wait.toSeconds())));
    if (answer.notice()) {
      Htmx.intoCorner((name, value) -> response.putHeader(name, value.toString()));
    }
    response.end(answer.body());
  }
}
