package dev.carrel.account;

import dev.carrel.web.Problem;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Why a request's credentials were not taken, kept with the request until the answer is due. */
final class Refusal {
  private static final String KEY = "carrel.refusal";

  private Refusal() {}

  static void set(RoutingContext context, Problem problem) {
    context.put(KEY, problem);
  }

  static Optional<Problem> of(RoutingContext context) {
    return Optional.ofNullable(context.get(KEY));
  }

  static Problem providerAway() {
    return Problem.unavailable(
            "The sign-in server does not answer, so the portal cannot tell who you are.")
        .advice(
            "What you have running goes on running. Reload in a minute; if it stays, tell whoever"
                + " runs this portal.");
  }

  static Problem interrupted() {
    return Problem.of(401, "The sign-in was not completed: it was cancelled, or took too long.")
        .advice("Go to the portal's first page to sign in anew.");
  }

  static Problem notInTime() {
    return Problem.of(401, "Your session ended before this was done, so it was not done.")
        .advice("Reload the page to sign in, then do it again.");
  }

  static Problem noToken() {
    return Problem.of(401, "API calls need a token, and this one brought none.")
        .advice("Make a token on the page /account and send it as Authorization: Bearer …");
  }

  static Problem badToken() {
    return Problem.of(401, "This token is not, or no longer, valid: unknown, expired or revoked.")
        .advice("Make a new token on the page /account.");
  }
}
