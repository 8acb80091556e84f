package dev.carrel.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carrel.catalogue.Toolchain.PackageManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever is typed into a recipe's fields, the rendered files keep their shape: a value is
 * refused, or stands where it belongs as what it is.
 */
class HostileInputTest {
  private static final List<String> PIECES =
      List.of(
          "\n",
          "\r",
          "\r\n",
          "\u2028",
          "\u2029",
          "\u0085",
          "\0",
          "\t",
          " ",
          "\\",
          "\\\n",
          "\"",
          "'",
          "`",
          "$",
          "$(id)",
          "${PATH}",
          "`id`",
          "&&",
          "||",
          ";",
          "|",
          ">",
          "<<EOF",
          "#",
          "# syntax=x",
          "--",
          "-e",
          "-r",
          "--hash=sha256:0",
          "--index-url=http://x",
          "http://x/y.whl",
          "git+ssh://x",
          "@ file:///etc/passwd",
          "../../etc/passwd",
          "==",
          "===",
          "=",
          ",",
          "[",
          "]",
          "*",
          "+",
          "-",
          "!",
          "~",
          "FROM alpine",
          "RUN id",
          "USER root",
          "ENV A=b",
          "ONBUILD",
          "numpy",
          "1.0",
          "git",
          "é",
          "\uD83D\uDE00",
          "\uD800",
          "\u202E",
          "\uFEFF",
          "A",
          "_",
          "a",
          "0",
          ".");

  @Property(tries = 3000)
  void aPinIsRefusedOrStaysOneWord(@ForAll("hostile") String text) {
    Pin pin;
    try {
      pin = Pin.parse(text);
    } catch (IllegalArgumentException refused) {
      assertThat(refused.getMessage()).isNotBlank().doesNotContain("\n");
      return;
    }
    assertThat(pin.toString())
        .matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\[[a-z0-9,-]+\\])?==[0-9][a-z0-9.!+_-]*");
    Content content = Contents.slim(List.of(pin.toString()), List.of(), Map.of());
    assertThat(Rendering.of(content).requirements()).isEqualTo(pin + "\n");
    assertThat(instructions(content))
        .isEqualTo(List.of("FROM", "COPY", "RUN", "ENV", "WORKDIR", "LABEL"));
  }

  @Property(tries = 3000)
  void aPinWithHostileVersionIsRefusedOrStaysOneWord(@ForAll("hostile") String text) {
    aPinIsRefusedOrStaysOneWord("numpy==1.0" + text);
    aPinIsRefusedOrStaysOneWord("numpy[" + text + "]==1.0");
  }

  @Property(tries = 3000)
  void aSystemPackageIsRefusedOrStaysOneWord(@ForAll("hostile") String text) {
    for (PackageManager manager : List.of(PackageManager.APT, PackageManager.APK)) {
      try {
        assertThat(SystemPackages.checked(manager, text)).matches("[a-z0-9][a-z0-9+._-]*[a-z0-9+]");
      } catch (IllegalArgumentException refused) {
        assertThat(refused.getMessage()).isNotBlank().doesNotContain("\n");
      }
    }
  }

  @Property(tries = 3000)
  void aVariableIsRefusedOrReadBackAsItWas(
      @ForAll("names") String name, @ForAll("hostile") String value) {
    try {
      Variables.check(name, value);
    } catch (IllegalArgumentException refused) {
      assertThat(refused.getMessage()).isNotBlank().doesNotContain("\n");
      return;
    }
    Content content = Contents.slim(List.of(), List.of(), Map.of(name, value));
    var expected = new TreeMap<>(Map.of(name, value));
    expected.put("PYTHONPATH", "/workspace:/workspace/src");
    assertThat(environment(Rendering.of(content).dockerfile())).isEqualTo(expected);
    assertThat(instructions(content)).isEqualTo(List.of("FROM", "ENV", "WORKDIR", "LABEL"));
  }

  @Property(tries = 1000)
  void aRequirementsFileNeverGivesMoreThanPins(@ForAll("hostile") String text) {
    RequirementsFile file = RequirementsFile.parse(text);
    file.pins().forEach(pin -> assertThat(Pin.parse(pin.toString())).isEqualTo(pin));
    file.refused().forEach(line -> assertThat(line.line()).isPositive());
  }

  @Property(tries = 500)
  void differentContentsHaveDifferentDigests(
      @ForAll("values") String one, @ForAll("values") String other) {
    Content a = Contents.slim(List.of(), List.of(), Map.of("A", one, "B", other));
    Content b = Contents.slim(List.of(), List.of(), Map.of("A", other, "B", one));
    assertThat(a.digest().equals(b.digest())).isEqualTo(one.equals(other));
  }

  @Provide
  Arbitrary<String> hostile() {
    return Arbitraries.oneOf(Arbitraries.of(PIECES), Arbitraries.strings().ofMaxLength(3))
        .list()
        .ofMaxSize(7)
        .map(pieces -> String.join("", pieces));
  }

  @Provide
  Arbitrary<String> values() {
    return hostile()
        .filter(
            value -> {
              try {
                Variables.check("A", value);
                return true;
              } catch (IllegalArgumentException refused) {
                return false;
              }
            });
  }

  @Provide
  Arbitrary<String> names() {
    return Combinators.combine(
            Arbitraries.of("A", "my_var", "X1", "PATH", "LD_PRELOAD", ""), hostile())
        .as((name, rest) -> rest.length() > 3 ? name : name + rest);
  }

  /** The first word of each instruction, by the Dockerfile's own rule for joining lines. */
  private static List<String> instructions(Content content) {
    var names = new ArrayList<String>();
    boolean within = false;
    for (String line : Rendering.of(content).dockerfile().split("\n", -1)) {
      if (!within && !line.isBlank() && !line.startsWith("#")) {
        names.add(line.split(" ")[0]);
      }
      within = line.endsWith("\\");
    }
    return names;
  }

  /** What BuildKit makes of the ENV instruction: its rule for double-quoted words, on its own. */
  private static Map<String, String> environment(String dockerfile) {
    int start = dockerfile.indexOf("\nENV ") + "\nENV ".length();
    var variables = new LinkedHashMap<String, String>();
    int at = start;
    while (true) {
      int equals = dockerfile.indexOf('=', at);
      String name = dockerfile.substring(at, equals);
      assertThat(dockerfile.charAt(equals + 1)).isEqualTo('"');
      var value = new StringBuilder();
      int i = equals + 2;
      for (; dockerfile.charAt(i) != '"'; i++) {
        char c = dockerfile.charAt(i);
        assertThat(c).isNotIn('\n', '\r', '$');
        if (c == '\\') {
          i++;
          assertThat(dockerfile.charAt(i)).isIn('"', '\\', '$');
          c = dockerfile.charAt(i);
        }
        value.append(c);
      }
      variables.put(name, value.toString());
      if (dockerfile.startsWith(" \\\n    ", i + 1)) {
        at = i + 1 + " \\\n    ".length();
      } else {
        assertThat(dockerfile.charAt(i + 1)).isEqualTo('\n');
        return variables;
      }
    }
  }
}
