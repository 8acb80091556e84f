package dev.carrel.web;

/** What each status says to a person: a heading, and what to do when nothing better is known. */
final class Titles {
  private Titles() {}

  static String of(int status) {
    return switch (status) {
      case 400 -> "This request cannot be read";
      case 401 -> "Please sign in";
      case 403 -> "Not allowed";
      case 404 -> "Nothing here";
      case 405 -> "This cannot be done here";
      case 406 -> "Not available in that format";
      case 409 -> "This does not fit its present state";
      case 413 -> "Too large";
      case 415 -> "Sent in a format that is not understood";
      case 422 -> "Something needs another value";
      case 429 -> "Over the limit";
      case 500 -> "Something broke on our side";
      case 501 -> "Not in this release";
      case 503 -> "Not available right now";
      default -> status < 500 ? "This request was refused" : "Something broke on our side";
    };
  }

  static String advice(int status) {
    return switch (status) {
      case 400, 405, 406, 415 ->
          "Go back and try again from the page itself; if you call the API, compare with /q/openapi.";
      case 401 ->
          "Your session may have ended. Sign in again; what you had running goes on running.";
      case 403 -> "If you think you should be allowed, ask whoever runs this portal.";
      case 404 ->
          "It may have been removed, or belong to somebody else. Your own things are on your desk.";
      case 409 -> "Reload the page to see how things stand, then decide again.";
      case 413 -> "Send less at once.";
      case 422 -> "Go back and change what is named above; nothing was saved.";
      case 429 -> "Stop or retire what you no longer need, or wait a little.";
      case 501 -> "It is planned for a later release of Carrel.";
      case 503 -> "Wait a moment and reload. What is running goes on running.";
      default ->
          "Nothing you did is lost. Reload in a minute; if it stays, tell whoever runs this portal the number below.";
    };
  }
}
