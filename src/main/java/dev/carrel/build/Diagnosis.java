package dev.carrel.build;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What failed, for the person who asked for the build.
 *
 * @param sentence what happened and what to do, for people
 * @param line where the log says so
 * @param wanted the pin that cannot be had, like {@code numpy==9.9.9}, if that is it
 * @param alternatives what could be pinned instead, like {@code numpy==2.4.6}
 */
record Diagnosis(
    Cause cause,
    String sentence,
    OptionalLong line,
    Optional<String> wanted,
    List<String> alternatives) {

  enum Cause {
    NO_SUCH_VERSION,
    NO_SUCH_PACKAGE,
    CONFLICT,
    WRONG_PYTHON,
    NEEDS_COMPILER,
    SYSTEM_PACKAGE,
    NETWORK,
    BASE,
    NO_SPACE,
    TIME_LIMIT,
    SIZE_LIMIT,
    KILLED,
    INTERRUPTED,
    OTHER
  }

  Diagnosis {
    alternatives = List.copyOf(alternatives);
  }

  static Diagnosis of(Cause cause, String sentence) {
    return new Diagnosis(cause, sentence, OptionalLong.empty(), Optional.empty(), List.of());
  }

  Diagnosis at(long number) {
    return new Diagnosis(cause, sentence, OptionalLong.of(number), wanted, alternatives);
  }

  /** On a second look it was something else. */
  Diagnosis rather(Cause other, String words) {
    return new Diagnosis(other, words, line, Optional.empty(), List.of());
  }

  Diagnosis wanting(String pin) {
    return new Diagnosis(cause, sentence, line, Optional.of(pin), alternatives);
  }

  Diagnosis insteadTake(List<String> pins) {
    return new Diagnosis(cause, sentence, line, wanted, pins);
  }
}
