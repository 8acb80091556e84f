package dev.carrel.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Tells a problem in the form its asker reads: JSON below /api, a notice to htmx, a page to
 * everyone else. It needs no database and no session, so that it works when those are what is
 * broken.
 */
@Singleton
class Problems {
  static final String JSON = "application/problem+json";
  static final String HTML = "text/html;charset=UTF-8";

  private final ObjectMapper json;

  @Inject
  Problems(ObjectMapper json) {
    this.json = json;
  }

  /** RFC 9457; members that say nothing are left out. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Body(
      String type,
      String title,
      int status,
      String detail,
      Optional<String> advice,
      Optional<String> reference,
      List<Violation> violations) {}

  /** What to send: the body, its type, and whether htmx is to put it in the corner of the page. */
  record Answer(String type, String body, boolean notice) {}

  Answer tell(HttpServerRequest request, Problem problem) {
    if (isApi(request)) {
      return new Answer(JSON, body(problem), false);
    }
    String advice = problem.advice().orElseGet(() -> Titles.advice(problem.status()));
    if (Htmx.isFragment(request)) {
      return new Answer(HTML, new ErrorPages.Refused(problem, advice).render(), true);
    }
    return new Answer(HTML, new ErrorPages.Error(problem, advice).render(), false);
  }

  static boolean isApi(HttpServerRequest request) {
    String path = request.path();
    return path.startsWith("/api/") || path.equals("/api");
  }

  private String body(Problem problem) {
    try {
      return json.writeValueAsString(
          new Body(
              "about:blank",
              problem.title(),
              problem.status(),
              problem.detail(),
              problem.advice(),
              problem.reference(),
              problem.violations()));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a problem that JSON cannot tell: " + problem, impossible);
    }
  }
}
