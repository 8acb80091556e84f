package dev.carrel.web;

import java.util.Optional;
import java.util.regex.Pattern;

/** {@link Name} for code that has no bean validation at hand. */
public final class Names {
  private static final Pattern PATTERN = Pattern.compile(Name.PATTERN);

  private Names() {}

  public static boolean fits(String name) {
    return name != null && name.length() <= 40 && PATTERN.matcher(name).matches();
  }

  /** What is wrong with a name, in words that follow "The name". */
  public static Optional<String> wrong(String name) {
    if (name == null || name.isBlank()) {
      return Optional.of("needs a name");
    }
    if (name.length() > 40) {
      return Optional.of("must have 1 to 40 characters");
    }
    return fits(name) ? Optional.empty() : Optional.of(Name.RULE);
  }
}
