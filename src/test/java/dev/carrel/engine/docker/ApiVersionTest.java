package dev.carrel.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ApiVersionTest {

  @Test
  void speaksNoNewerThanTheEngineAndNoNewerThanWasTried() {
    assertThat(ApiVersion.parse("1.41").spoken()).hasToString("1.41");
    assertThat(ApiVersion.parse("1.51").spoken()).hasToString("1.51");
    assertThat(ApiVersion.parse("1.60").spoken()).hasToString("1.51");
    assertThat(ApiVersion.parse("2.0").spoken()).hasToString("1.51");
    assertThat(ApiVersion.parse("1.9").spoken()).hasToString("1.9");
  }
}
