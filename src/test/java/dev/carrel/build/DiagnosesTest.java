package dev.carrel.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carrel.build.Diagnosis.Cause;
import dev.carrel.build.log.LogLine;
import dev.carrel.build.log.LogSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The logs were recorded from pip and apt in the bootstrapped Debian base. */
class DiagnosesTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no-such-version         | NO_SUCH_VERSION | There is no jax 99.0 for this base; the newest is 0.10.2. | ERROR: Could not find a version
          no-such-version-of-many | NO_SUCH_VERSION | There is no numpy 2.4.7 for this base; the newest is 2.4.6. | ERROR: Could not find a version
          no-such-package         | NO_SUCH_PACKAGE | No package index here has a no-such-thing-at-all | ERROR: Could not find a version
          conflict                | CONFLICT        | jax==0.10.2 and numpy==1.26.4 do not go together. The user requested numpy==1.26.4; jax 0.10.2 depends on numpy>=2.0. | ERROR: Cannot install
          index-refuses           | NETWORK         | could not be reached from the build | WARNING: Retrying
          index-unknown           | NETWORK         | could not be reached from the build | WARNING: The repository
          pip-no-space            | NO_SPACE        | disk is full | No space left on device
          apt-unknown             | SYSTEM_PACKAGE  | no system package called no-such-package-xyz | E: Unable to locate package
          apt-no-network          | NETWORK         | could not be reached from the build | Temporary failure resolving
          needs-compiler          | NEEDS_COMPILER  | cthing has no ready-made file | error: command
          killed                  | KILLED          | A step was killed | Killed
          """)
  void findsTheCauseAndItsLine(String log, Cause cause, String sentence, String line)
      throws IOException {
    List<LogLine> lines = recorded(log);
    Diagnosis diagnosis = Diagnoses.of(lines, false, "exit code: 1");
    assertThat(diagnosis.cause()).isEqualTo(cause);
    assertThat(diagnosis.sentence()).contains(sentence);
    long number = diagnosis.line().orElseThrow();
    assertThat(lines.get((int) number - 1).text()).contains(line);
  }

  @Test
  void offersVersionsThatExistTheNewestFirst() throws IOException {
    Diagnosis diagnosis = Diagnoses.of(recorded("no-such-version-of-many"), false, "exit code: 1");
    assertThat(diagnosis.wanted()).contains("numpy==2.4.7");
    assertThat(diagnosis.alternatives())
        .containsExactly(
            "numpy==2.4.6", "numpy==2.3.5", "numpy==2.2.6", "numpy==2.0.2", "numpy==1.26.4");
  }

  @Test
  void whatNoRuleKnowsPointsToTheStepThatFailed() {
    Diagnosis diagnosis =
        Diagnoses.of(
            List.of(
                line(1, LogSource.STEP, "#2 RUN make"),
                line(2, LogSource.STDOUT, "make: *** No targets."),
                line(3, LogSource.STEP, "#2 ERROR: exit code: 2")),
            false,
            "process \"make\" did not complete successfully: exit code: 2");
    assertThat(diagnosis.cause()).isEqualTo(Cause.OTHER);
    assertThat(diagnosis.line()).hasValue(3);
    assertThat(diagnosis.sentence()).contains("exit code: 2");
  }

  @Test
  void whatAnEarlierAttemptSaidIsNotTheReason() {
    Diagnosis diagnosis =
        Diagnoses.of(
            List.of(
                line(1, LogSource.STDERR, "No space left on device"),
                line(2, LogSource.CARREL, "Attempt 2: the build starts again."),
                line(3, LogSource.STDERR, "E: Unable to locate package gitt")),
            false,
            "exit code: 100");
    assertThat(diagnosis.cause()).isEqualTo(Cause.SYSTEM_PACKAGE);
  }

  @Test
  void anEngineThatSaysItsDiskIsFullIsBelieved() {
    assertThat(Diagnoses.of(List.of(), true, "").cause()).isEqualTo(Cause.NO_SPACE);
  }

  private static List<LogLine> recorded(String name) throws IOException {
    try (var stream = DiagnosesTest.class.getResourceAsStream("logs/" + name + ".log")) {
      var lines = new ArrayList<LogLine>();
      for (String text :
          new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        lines.add(line(lines.size() + 1, LogSource.STDOUT, text));
      }
      return lines;
    }
  }

  private static LogLine line(long number, LogSource source, String text) {
    return new LogLine(number, Instant.EPOCH, 2, source, text);
  }
}
