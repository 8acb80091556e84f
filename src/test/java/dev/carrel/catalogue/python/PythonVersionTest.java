package dev.carrel.catalogue.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PythonVersionTest {

  /** Lines that the reference implementation wrote. */
  static List<String> recorded(String name) {
    try (InputStream in = PythonVersionTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void ordersAsTheReferenceDoes() {
    PythonVersion before = null;
    for (String line : recorded("versions-in-order.txt")) {
      boolean equal = line.startsWith("= ");
      PythonVersion version = PythonVersion.parse(equal ? line.substring(2) : line).orElseThrow();
      if (before != null) {
        assertThat(Integer.signum(before.compareTo(version)))
            .as("%s against %s", before, version)
            .isEqualTo(equal ? 0 : -1);
        assertThat(before.equals(version)).isEqualTo(equal);
      }
      before = version;
    }
  }

  @Test
  void judgesSpecifiersAsTheReferenceDoes() {
    for (String line : recorded("specifiers.txt")) {
      String[] row = line.split("; ");
      assertThat(
              VersionRange.parse(row[0])
                  .orElseThrow()
                  .holds(PythonVersion.parse(row[1]).orElseThrow()))
          .as("%s holds %s", row[0], row[1])
          .isEqualTo(Boolean.parseBoolean(row[2]));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "one",
        "1.0-",
        "1..0",
        "1.0+",
        "1.0; rm -rf /",
        "1.0\n2.0",
        "2004d",
        "1.0+a@b"
      })
  void refusesWhatIsNoVersion(String text) {
    assertThat(PythonVersion.parse(text)).isEmpty();
  }

  @Property
  void isWhatItWasWrittenAs(@ForAll("versions") String text) {
    PythonVersion version = PythonVersion.parse(text).orElseThrow();

    assertThat(version).hasToString(text);
    assertThat(version).isEqualTo(PythonVersion.parse("v" + text).orElseThrow());
    assertThat(version).hasSameHashCodeAs(PythonVersion.parse("v" + text).orElseThrow());
  }

  @Property
  void isOrderedEitherWay(@ForAll("versions") String one, @ForAll("versions") String other) {
    PythonVersion a = PythonVersion.parse(one).orElseThrow();
    PythonVersion b = PythonVersion.parse(other).orElseThrow();

    assertThat(Integer.signum(a.compareTo(b))).isEqualTo(-Integer.signum(b.compareTo(a)));
    if (a.equals(b)) {
      assertThat(a).hasSameHashCodeAs(b);
    }
  }

  @Property
  void isBetweenItsDevelopmentAndItsPostRelease(@ForAll("releases") String release) {
    PythonVersion version = PythonVersion.parse(release).orElseThrow();

    assertThat(PythonVersion.parse(release + ".dev1").orElseThrow()).isLessThan(version);
    assertThat(PythonVersion.parse(release + "rc1").orElseThrow()).isLessThan(version);
    assertThat(PythonVersion.parse(release + ".post1").orElseThrow()).isGreaterThan(version);
    assertThat(PythonVersion.parse(release + "+cu130").orElseThrow()).isGreaterThan(version);
  }

  @Provide
  Arbitrary<String> releases() {
    return Arbitraries.integers()
        .between(0, 30)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(numbers -> String.join(".", numbers.stream().map(String::valueOf).toList()));
  }

  @Provide
  Arbitrary<String> versions() {
    Arbitrary<String> stage = Arbitraries.of("", "a1", "b2", "rc1", ".post1", ".dev3", "a1.dev2");
    Arbitrary<String> local = Arbitraries.of("", "", "+cpu", "+cu130.1", "+5");
    return net.jqwik.api.Combinators.combine(releases(), stage, local)
        .as((release, s, l) -> release + s + l);
  }
}
