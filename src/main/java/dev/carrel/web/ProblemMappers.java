package dev.carrel.web;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.ForbiddenException;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Comparator;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever an endpoint throws into a {@link Problem} and that into an answer. */
class ProblemMappers {
  @Inject Problems problems;

  @ServerExceptionMapper
  Response problem(Problem problem, RoutingContext context) {
    return answer(problem, context);
  }

  @ServerExceptionMapper
  Response invalid(ConstraintViolationException exception, RoutingContext context) {
    List<Violation> violations =
        exception.getConstraintViolations().stream()
            .map(v -> new Violation(field(v.getPropertyPath()), v.getMessage()))
            .sorted(Comparator.comparing(Violation::field))
            .toList();
    return answer(Problem.invalid(violations), context);
  }

  @ServerExceptionMapper
  Response unreadable(JsonParseException exception, RoutingContext context) {
    String detail =
        "The body is not JSON: line %d, column %d."
            .formatted(exception.getLocation().getLineNr(), exception.getLocation().getColumnNr());
    return answer(Problem.of(400, detail), context);
  }

  @ServerExceptionMapper
  Response misfit(MismatchedInputException exception, RoutingContext context) {
    return answer(Misfit.told(exception), context);
  }

  @ServerExceptionMapper
  Response excessive(StreamConstraintsException exception, RoutingContext context) {
    return answer(Misfit.told(exception), context);
  }

  @ServerExceptionMapper
  Response refused(WebApplicationException exception, RoutingContext context) {
    Response given = exception.getResponse();
    int status = given.getStatus();
    if (status < 400) {
      return given;
    }
    if (status >= 500) {
      return broken(exception, context);
    }
    // JAX-RS wraps what the body's reader threw.
    if (exception.getCause() instanceof JsonParseException parse) {
      return unreadable(parse, context);
    }
    if (exception.getCause() instanceof MismatchedInputException mismatch) {
      return misfit(mismatch, context);
    }
    if (Misfit.limit(exception).isPresent()) {
      return excessive(Misfit.limit(exception).get(), context);
    }
    return answer(Problem.of(status, plain(status)), context);
  }

  @ServerExceptionMapper
  Response broken(Throwable exception, RoutingContext context) {
    if (Garbled.is(exception)) {
      return answer(Problem.of(400, plain(400)), context);
    }
    return answer(Accident.told(exception, context.request()), context);
  }

  @ServerExceptionMapper
  Response forbidden(ForbiddenException exception, RoutingContext context) {
    return answer(Problem.forbidden(plain(403)), context);
  }

  static String plain(int status) {
    return switch (status) {
      case 400 -> "Part of the address or of what was sent does not have the form it must have.";
      case 401 -> "This page is for people who are signed in.";
      case 403 -> "Your account may not do this.";
      case 404 -> "There is no such page, or it is not yours.";
      case 405 -> "This address does not answer that method.";
      case 406 -> "It cannot be given in the format that was asked for.";
      case 413 -> "More was sent than this portal accepts at once.";
      case 415 -> "The format of what was sent is not one that this address reads.";
      case 503 -> "A part of the portal is not ready yet.";
      default ->
          status < 500
              ? "The request was refused."
              : "The portal met something that it did not expect.";
    };
  }

  private Response answer(Problem problem, RoutingContext context) {
    Problems.Answer answer = problems.tell(context.request(), problem);
    Response.ResponseBuilder response =
        Response.status(problem.status())
            .entity(answer.body())
            .header(HttpHeaders.CONTENT_TYPE, answer.type());
    problem.retryAfter().ifPresent(w -> response.header(HttpHeaders.RETRY_AFTER, w.toSeconds()));
    if (answer.notice()) {
      Htmx.intoCorner(context.request(), problem.status(), response::header);
    }
    return response.build();
  }

  private static String field(Path path) {
    String last = "";
    for (Path.Node node : path) {
      last = node.toString();
    }
    return last;
  }
}
