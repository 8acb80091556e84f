package dev.carrel.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {

  @ParameterizedTest
  @CsvSource({
    "-5, just now",
    "5, in a moment",
    "-60, 1 minute ago",
    "-3599, 59 minutes ago",
    "3600, in 1 hour",
    "-172800, 2 days ago"
  })
  void aDistanceIsToldInItsLargestUnit(long seconds, String words) {
    assertThat(Times.words(Duration.ofSeconds(seconds))).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 s",
    "400, 0.4 s",
    "8249, 8.2 s",
    "46000, 46 s",
    "192000, 3 min 12 s",
    "7800000, 2 h 10 min",
    "7200000, 2 h",
    "345600000, 4 days"
  })
  void aDurationKeepsTheTwoUnitsThatMatter(long millis, String words) {
    assertThat(Times.spoken(Duration.ofMillis(millis))).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({"0, 0 B", "999, 999 B", "1000, 1 kB", "4123456789, 4.1 GB", "310000000, 310 MB"})
  void sizesAreInPowersOfAThousand(long bytes, String words) {
    assertThat(Words.bytes(bytes)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({"8589934592, 8 GiB", "536870912, 512 MiB"})
  void memoryIsInPowersOf1024(long bytes, String words) {
    assertThat(Words.memory(bytes)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "1, recipe, 1 recipe",
    "3, recipe, 3 recipes",
    "0, library, 0 libraries",
    "2, day, 2 days"
  })
  void nounsAgreeWithTheirNumber(long number, String noun, String words) {
    assertThat(Words.count(number, noun)).isEqualTo(words);
  }
}
