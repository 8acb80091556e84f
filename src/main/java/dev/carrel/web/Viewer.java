package dev.carrel.web;

import java.util.List;

/**
 * Who looks at the page, as far as the layout must know. The account feature gives the bean, named
 * {@code viewer}; templates say {@code {inject:viewer.displayName}}.
 */
public interface Viewer {
  boolean signedIn();

  /** The account's id; asked only where {@link #signedIn} says yes. */
  long account();

  String displayName();

  /** What to greet with. */
  String firstName();

  List<String> groups();

  boolean admin();
}
