package dev.carrel.catalogue.python;

import java.util.Locale;
import java.util.regex.Pattern;

/** How names of packages are compared: PEP 503. */
public final class ProjectName {
  private static final Pattern FORM =
      Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9])?");
  private static final Pattern SEPARATORS = Pattern.compile("[-_.]+");

  private ProjectName() {}

  public static boolean isValid(String name) {
    return FORM.matcher(name).matches();
  }

  /** {@code Flask_Login} and {@code flask.login} are both {@code flask-login}. */
  public static String normalise(String name) {
    return SEPARATORS.matcher(name).replaceAll("-").toLowerCase(Locale.ROOT);
  }
}
