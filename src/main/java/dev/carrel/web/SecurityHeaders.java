package dev.carrel.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Base64;

/** What browsers are told to refuse, on every answer. */
@Singleton
class SecurityHeaders {
  private static final int BEFORE_ALL = 10_000;

  private final SecureRandom random = new SecureRandom();

  void register(@Observes Filters filters) {
    filters.register(this::add, BEFORE_ALL);
  }

  private void add(RoutingContext context) {
    String nonce = nonce();
    context.put(Policy.NONCE, nonce);
    context.addHeadersEndHandler(end -> headers(context, nonce));
    context.next();
  }

  private void headers(RoutingContext context, String nonce) {
    MultiMap headers = context.response().headers();
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "same-origin");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set(
        "Permissions-Policy",
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), clipboard-read=(self), clipboard-write=(self)");
    headers.set("X-Frame-Options", "DENY");
    headers.set(
        "Content-Security-Policy", policy(nonce, context.get(Policy.INLINE_STYLES) != null));
    if (context.request().isSSL() || "https".equals(context.request().scheme())) {
      headers.set("Strict-Transport-Security", "max-age=31536000");
    }
    // Pages and calls are somebody's own: no cache on the way may keep them. Assets have set theirs
    // by now.
    if (!headers.contains("Cache-Control")) {
      headers.set("Cache-Control", "no-store");
    }
  }

  private static String policy(String nonce, boolean inlineStyles) {
    return "default-src 'none'; script-src 'nonce-"
        + nonce
        + "' 'strict-dynamic'; style-src 'self'"
        + (inlineStyles ? " 'unsafe-inline'" : "")
        // Bars and timelines set custom properties; an attribute can style but not load anything
        // (img-src).
        + "; style-src-attr 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
  }

  private String nonce() {
    byte[] bytes = new byte[18];
    random.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
