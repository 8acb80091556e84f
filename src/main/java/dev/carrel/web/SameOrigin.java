package dev.carrel.web;

import io.vertx.core.http.HttpServerRequest;
import java.net.URI;

/**
 * Whether a request comes from the portal's own pages. Browsers say so (Sec-Fetch-Site, older ones
 * Origin); what says neither is no browser and has no session cookie to misuse.
 */
public final class SameOrigin {
  private SameOrigin() {}

  public static boolean asks(HttpServerRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("same-origin") || site.equals("none");
    }
    String origin = request.getHeader("Origin");
    return origin == null || own(origin, request);
  }

  private static boolean own(String origin, HttpServerRequest request) {
    try {
      URI from = URI.create(origin);
      String authority = request.authority() == null ? "" : request.authority().toString();
      return request.scheme().equals(from.getScheme()) && authority.equals(from.getRawAuthority());
    } catch (IllegalArgumentException unreadable) {
      return false;
    }
  }
}
