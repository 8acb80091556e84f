package dev.carrel.build;

import java.util.List;
import java.util.OptionalLong;

/**
 * What failed, for the person who asked for the build.
 *
 * @param sentence what happened and what to do, for people
 * @param line where the log says so
 * @param alternatives what could be pinned instead, like {@code numpy==2.4.6}
 */
record Diagnosis(Cause cause, String sentence, OptionalLong line, List<String> alternatives) {

  enum Cause {
    NO_SUCH_VERSION,
    NO_SUCH_PACKAGE,
    CONFLICT,
    WRONG_PYTHON,
    NOT_BUILT_FROM_SOURCE,
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

  static Diagnosis of(Cause cause, String sentence) {
    return new Diagnosis(cause, sentence, OptionalLong.empty(), List.of());
  }

  Diagnosis at(long number) {
    return new Diagnosis(cause, sentence, OptionalLong.of(number), alternatives);
  }

  Diagnosis with(List<String> others) {
    return new Diagnosis(cause, sentence, line, others);
  }
}
