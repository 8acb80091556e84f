package dev.carrel.build.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carrel.build.log.Ansi.Run;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;

class AnsiTest {

  @Test
  void coloursAndWeightBecomeClasses() {
    assertThat(Ansi.runs("\u001b[1;31mERROR\u001b[0m: no \u001b[4mway\u001b[24m"))
        .containsExactly(
            new Run("ERROR", "ansi-red-fg ansi-bold"),
            new Run(": no ", ""),
            new Run("way", "ansi-underline"));
  }

  @Test
  void argumentsOfColoursThatAreNotShownAreNotTakenForOthers() {
    assertThat(Ansi.runs("\u001b[38;5;1mx\u001b[48;2;1;4;3;1my"))
        .containsExactly(new Run("x", ""), new Run("y", "ansi-bold"));
  }

  @Test
  void titlesLinksAndClipboardWritesAreLeftOut() {
    assertThat(
            Ansi.strip(
                "\u001b]0;title\u0007a\u001b]8;;http://evil\u001b\\b\u001b]52;c;ZXZpbA==\u0007c\u001b[2Jd"))
        .isEqualTo("abcd");
  }

  @Test
  void textCannotBeTurnedAround() {
    assertThat(Ansi.strip("user\u202e drowssap")).isEqualTo("user drowssap");
  }

  @Property
  void noControlCharacterIsLeft(@ForAll @CharRange(from = '\u0000', to = '\u00a0') String line) {
    assertThat(Ansi.strip(line)).matches("[\\t\\n\\x20-\\x7e\\xa0]*");
    var text = new StringBuilder();
    Ansi.runs(line).forEach(run -> text.append(run.text()));
    assertThat(text.toString()).isEqualTo(Ansi.strip(line));
  }
}
