package dev.carrel.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GreetingTest {

  @ParameterizedTest
  @CsvSource({
    "03:00, 'Still up, Alice'",
    "09:00, 'Good morning, Alice'",
    "12:00, 'Good afternoon, Alice'",
    "18:00, 'Good evening, Alice'"
  })
  void greetsByTheHour(LocalTime time, String words) {
    assertThat(Greeting.at(time, "Alice")).isEqualTo(words);
  }
}
