package dev.carrel.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

  @ParameterizedTest
  @ValueSource(strings = {"a", "my-project", "0", "a-b-c-1"})
  void takesSmallLettersDigitsAndSingleHyphensInside(String name) {
    assertThat(Names.wrong(name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "-a", "a-", "a--b", "A", "a_b", "a.b", "a/b", "..", "é", "a\n", "a b"})
  void refusesWhatCouldMeanSomethingElsewhere(String name) {
    assertThat(Names.wrong(name)).isPresent();
    assertThat(Names.fits(name)).isFalse();
  }

  @Test
  void endsAtFortyCharacters() {
    assertThat(Names.fits("a".repeat(40))).isTrue();
    assertThat(Names.fits("a".repeat(41))).isFalse();
  }
}
