package dev.carrel.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserNameTest {

  @ParameterizedTest
  @CsvSource({
    "alice, alice",
    "Alice.Moreau, alice-moreau",
    "alice@example.org, alice",
    "4711, u4711",
    "12345@example.org, u12345",
    "Zoë, zoe",
    "Weiß, weiss",
    "ﬁona, fiona",
    "a__b--c, a-b-c",
    "-dash-, dash",
    "Иван, reader",
    "@, reader",
    "'', reader",
    "root, root-2",
    "ROOT@example.org, root-2",
    "nobody, nobody-2",
    "'x\ny; rm -rf', x-y-rm-rf",
    "../../etc/passwd, etc-passwd",
  })
  void followsTheRule(String claimed, String name) {
    assertThat(UserName.from(claimed, taken -> false)).isEqualTo(name);
  }

  @Test
  void numbersPeopleOfOneName() {
    Set<String> taken = new HashSet<>();
    for (int person = 0; person < 3; person++) {
      taken.add(UserName.from("alice", taken::contains));
    }
    assertThat(taken).containsExactlyInAnyOrder("alice", "alice-2", "alice-3");
  }

  @Test
  void cutsALongNameWhereTheNumberNeedsRoom() {
    String claimed = "a".repeat(100);
    String first = UserName.from(claimed, taken -> false);
    assertThat(first).hasSize(32);
    assertThat(UserName.from(claimed, first::equals)).isEqualTo("a".repeat(30) + "-2");
  }

  @Property
  void isAlwaysASafePosixName(@ForAll String claimed) {
    assertThat(UserName.from(claimed, taken -> false))
        .matches("[a-z](-?[a-z0-9])*")
        .hasSizeLessThanOrEqualTo(32);
  }

  @Property
  void isAlwaysOneThatNobodyHas(@ForAll String claimed) {
    String first = UserName.from(claimed, taken -> false);
    assertThat(UserName.from(claimed, first::equals)).isNotEqualTo(first);
  }
}
