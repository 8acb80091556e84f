package dev.carrel.web;

import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.util.function.BiConsumer;

/** Whether htmx asked, and for what: the only place that knows its headers. */
@RequestScoped
public class Htmx {
  @Inject HttpServerRequest request;

  /** True where a part of a page is wanted, false where the page is. */
  public boolean isFragment() {
    return isFragment(request);
  }

  static boolean isFragment(HttpServerRequest request) {
    return "true".equals(request.getHeader("HX-Request"))
        && !"full".equals(request.getHeader("HX-Request-Type"))
        && request.getHeader("HX-History-Restore-Request") == null;
  }

  /**
   * Sends a refusal to the corner of the page instead of the place that asked. A part that is
   * fetched again and is not there any more leaves the page as it is: whoever took it away is told
   * by another part.
   */
  static void intoCorner(HttpServerRequest request, int status, BiConsumer<String, Object> header) {
    boolean gone = status == 404 && request.method().name().equals("GET");
    header.accept("HX-Retarget", "#notices");
    header.accept("HX-Reswap", gone ? "none" : "innerHTML");
    header.accept("HX-Push-Url", "false");
  }
}
