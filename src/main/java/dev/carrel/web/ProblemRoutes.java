package dev.carrel.web;

import io.quarkus.security.AuthenticationException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Errors outside any endpoint: unknown addresses, refused requests, bodies that are too large. */
@Singleton
public class ProblemRoutes {
  @Inject Problems problems;

  void routes(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE).failureHandler(this::failed);
    router
        .route()
        .order(Integer.MAX_VALUE)
        .handler(context -> send(context, Problem.notFound(ProblemMappers.plain(404))));
  }

  /**
   * What failed before or beside any endpoint; who is not signed in is for Quarkus to challenge.
   */
  private void failed(RoutingContext context) {
    Throwable failure = context.failure();
    int status = context.statusCode();
    if (failure instanceof UnauthorizedException
        || failure instanceof AuthenticationException
        || context.response().headWritten()) {
      context.next();
    } else if (failure instanceof ForbiddenException) {
      send(context, Problem.forbidden(ProblemMappers.plain(403)));
    } else if (status >= 400 && status < 500) {
      send(context, Problem.of(status, ProblemMappers.plain(status)));
    } else {
      send(context, Accident.told(failure, context.request()));
    }
  }

  /** Ends the request with this problem, in the form that its asker reads. */
  public void send(RoutingContext context, Problem problem) {
    HttpServerResponse response = context.response();
    if (response.ended() || response.headWritten()) {
      return;
    }
    Problems.Answer answer = problems.tell(context.request(), problem);
    response.setStatusCode(problem.status()).putHeader("Content-Type", answer.type());
    problem
        .retryAfter()
        .ifPresent(wait -> response.putHeader("Retry-After", Long.toString(wait.toSeconds())));
    if (answer.notice()) {
      Htmx.intoCorner(
          context.request(),
          problem.status(),
          (name, value) -> response.putHeader(name, value.toString()));
    }
    response.end(answer.body());
  }
}
