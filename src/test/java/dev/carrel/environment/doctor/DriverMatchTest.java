package dev.carrel.environment.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carrel.environment.doctor.Finding.Tone;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriverMatchTest {

  @ParameterizedTest
  @CsvSource({
    "12.4, 12.4, GOOD",
    "13.0, 12.6, GOOD",
    "12.2, 11.8, GOOD",
    "12.4, 12.6, WARN",
    "12.4, 12.10, WARN",
    "12.9, 13.0, BAD",
    "11.4, 12.1.1, BAD",
  })
  void goesByMajorAndMinor(String ceiling, String image, Tone tone) {
    Finding finding = match(ceiling, image).orElseThrow();
    assertThat(finding.tone()).isEqualTo(tone);
    assertThat(finding.hasRemedy()).isEqualTo(tone != Tone.GOOD);
  }

  @Test
  void namesTheCudaThatWouldDo() {
    assertThat(match("12.4", "13.0").orElseThrow().remedy()).contains("base with CUDA 12");
  }

  @Test
  void saysNothingOfWhatIsNotKnown() {
    assertThat(match("N/A", "12.4")).isEmpty();
    assertThat(DriverMatch.of(Optional.empty(), Optional.empty(), Optional.of("12.4"))).isEmpty();
    assertThat(DriverMatch.of(Optional.of("550"), Optional.of("12.4"), Optional.empty())).isEmpty();
  }

  private static Optional<Finding> match(String ceiling, String image) {
    return DriverMatch.of(Optional.of("550.54"), Optional.of(ceiling), Optional.of(image));
  }
}
