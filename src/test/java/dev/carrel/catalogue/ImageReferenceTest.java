package dev.carrel.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {
  private static final Optional<String> MIRROR = Optional.of("mirror.example.org:5000/hub/");

  @ParameterizedTest
  @CsvSource({
    "python:3.12-slim, mirror.example.org:5000/hub/library/python:3.12-slim",
    "pytorch/pytorch:2.12.1, mirror.example.org:5000/hub/pytorch/pytorch:2.12.1",
    "quay.io/team/base:1, mirror.example.org:5000/hub/team/base:1",
    "localhost:5000/base:1, mirror.example.org:5000/hub/base:1",
  })
  void isPulledBehindTheMirror(String reference, String behind) {
    assertThat(ImageReference.parse(reference).behind(MIRROR)).hasToString(behind);
  }

  @Test
  void isPulledAsItIsWithoutAMirror() {
    assertThat(ImageReference.parse("python:3.12").behind(Optional.empty()))
        .hasToString("python:3.12");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"python", "Python:3", "a b:1", "--x:1", "python:3@sha256:00", "a//b:1", "a:1\nb"})
  void refusesWhatIsNoNameWithATag(String text) {
    assertThat(ImageReference.FORM.matcher(text).matches()).isFalse();
  }
}
