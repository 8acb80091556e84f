package dev.carrel.recipe;

import dev.carrel.catalogue.Toolchain.PackageManager;
import java.util.regex.Pattern;

/**
 * The grammar of system packages' names: what the package manager of a base would understand as
 * one.
 */
final class SystemPackages {
  private static final int LONGEST = 100;

  /** Debian policy 5.6.1. A suffix like {@code =1.2}, {@code /suite} or a trailing - is no name. */
  private static final Pattern DEBIAN = Pattern.compile("[a-z0-9][a-z0-9+.-]*[a-z0-9+]");

  private static final Pattern ALPINE = Pattern.compile("[a-z0-9][a-z0-9+._-]*[a-z0-9+]");

  private SystemPackages() {}

  /**
   * The name, if it is one.
   *
   * @throws IllegalArgumentException with a sentence for people
   */
  static String checked(PackageManager manager, String text) {
    String name = text.strip();
    Pattern grammar =
        switch (manager) {
          case APT -> DEBIAN;
          case APK -> ALPINE;
          case NONE ->
              throw new IllegalArgumentException("this base cannot install system packages");
        };
    if (name.length() > LONGEST || !grammar.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "“%s” is not the name of a system package, like git or libgl1"
              .formatted(Quoted.shortly(name)));
    }
    if (name.endsWith("+") && !name.endsWith("++")) {
      // apt-get reads a trailing + as “install”, as it reads a trailing - as “remove”.
      throw new IllegalArgumentException(
          "“%s” would be an instruction to apt".formatted(Quoted.shortly(name)));
    }
    return name;
  }
}
