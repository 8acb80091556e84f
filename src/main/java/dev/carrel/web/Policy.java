package dev.carrel.web;

import io.quarkus.arc.Unremovable;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** This answer's content security policy, as far as a template has a part in it. */
@RequestScoped
@Named("policy")
@Unremovable
public class Policy {
  /** Never plain "nonce": quarkus-oidc reads that key as its own. */
  static final String NONCE = "csp-nonce";

  static final String INLINE_STYLES = "csp-inline-styles";

  @Inject RoutingContext context;

  public String nonce() {
    return context.get(NONCE);
  }

  /** For the terminal alone: xterm.js writes its own style element. */
  public void allowInlineStyles() {
    context.put(INLINE_STYLES, true);
  }
}
