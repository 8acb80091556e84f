package dev.carrel.recipe;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which environment variables an image may set. */
final class Variables {
  static final int LONGEST_VALUE = 4_000;

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");

  private static final Map<String, String> RESERVED =
      Map.of(
          "PATH", "programs would no longer be found",
          "HOME", "it belongs to the account that runs the environment",
          "USER", "it belongs to the account that runs the environment",
          "LOGNAME", "it belongs to the account that runs the environment",
          "SHELL", "it belongs to the account that runs the environment",
          "HOSTNAME", "it is the environment's name",
          "PYTHONPATH", "Carrel sets it to the workspace",
          "PYTHONHOME", "Python would no longer find itself",
          "IFS", "shells would read commands differently",
          "BASH_ENV", "shells would run it before each command");

  private static final Map<String, String> RESERVED_PREFIXES =
      Map.of(
          "LD_", "it would load foreign code into each program",
          "PIP_", "package sources are the operator's to set",
          "CARREL_", "these are Carrel's own",
          "NVIDIA_", "which devices are visible is decided by a lease",
          "CUDA_VISIBLE_", "which devices are visible is decided by a lease",
          "BUILDKIT_", "these steer the build itself",
          "DOCKER_", "these steer the engine");

  private static final List<String> SECRETS = List.of("PASSWORD", "SECRET", "TOKEN", "API_KEY");

  private Variables() {}

  /**
   * Refuses what would break the image or out of its place.
   *
   * @throws IllegalArgumentException with a sentence for people
   */
  static void check(String name, String value) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "“%s” is not a variable's name: letters, digits and _, no digit first"
              .formatted(Quoted.shortly(name)));
    }
    reserved(name)
        .ifPresent(
            why -> {
              throw new IllegalArgumentException("%s is reserved: %s".formatted(name, why));
            });
    if (value.length() > LONGEST_VALUE) {
      throw new IllegalArgumentException(
          "%s is longer than %d characters".formatted(name, LONGEST_VALUE));
    }
    if (value.codePoints().anyMatch(Variables::unprintable)) {
      throw new IllegalArgumentException("%s must be one line of printable text".formatted(name));
    }
  }

  /** A warning for names that suggest what an image, which many can read, should not hold. */
  static String advice(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return SECRETS.stream().anyMatch(upper::contains)
        ? "This looks like a secret. Whoever can start the image can read it: better keep it in a file"
            + " of the workspace."
        : "";
  }

  private static Optional<String> reserved(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return Optional.ofNullable(RESERVED.get(upper))
        .or(
            () ->
                RESERVED_PREFIXES.entrySet().stream()
                    .filter(entry -> upper.startsWith(entry.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst());
  }

  private static boolean unprintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }
}
