package dev.carrel.engine;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The rule for names and values that reach a process. */
final class EnvironmentVariables {

  private EnvironmentVariables() {}

  static Map<String, String> checked(Map<String, String> variables) {
    variables.forEach(
        (name, value) -> {
          if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new IllegalArgumentException("environment must not name a variable " + name);
          }
          if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("environment must not hold a NUL in " + name);
          }
        });
    return Collections.unmodifiableMap(new TreeMap<>(variables));
  }
}
