package dev.carrel.engine;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DockerfileRulesTest {

  private static final String BASE = "python@sha256:abc";

  @Test
  void takesWhatTheRendererWrites() {
    assertThatCode(
            () ->
                DockerfileRules.check(
                    """
                    # a comment
                    FROM python@sha256:abc
                    ENV NOTE="--from=me"
                    COPY requirements.txt /tmp/
                    RUN --mount=type=cache,target=/root/.cache/pip \\
                        pip install -r /tmp/requirements.txt
                    WORKDIR /workspace
                    """,
                    BASE))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# syntax=evil/frontend\nFROM python@sha256:abc\n",
        "#SYNTAX = evil/frontend\nFROM python@sha256:abc\n",
        "# escape=`\nFROM python@sha256:abc\n",
        "FROM other\n",
        "FROM --platform=x python@sha256:abc\n",
        "FROM python@sha256:abc\nFROM other\n",
        "FROM python@sha256:abc\nfrom python@sha256:abc\n",
        "RUN true\n",
        "FROM python@sha256:abc\nCOPY --from=carrel-bob/x:1 / /\n",
        "FROM python@sha256:abc\ncopy --chown=1 --from=carrel-bob/x:1 / /\n",
        "FROM python@sha256:abc\nCOPY \\\n  --from=carrel-bob/x:1 / /\n",
        "FROM python@sha256:abc\nRUN --mount=type=bind,from=carrel-bob/x:1,target=/x cat /x/secret\n",
        "FROM python@sha256:abc\nRUN --mount=from=carrel-bob/x:1,target=/x cat /x/secret\n",
        "FROM python@sha256:abc\nONBUILD RUN true\n",
      })
  void refusesWhatReachesBeyondTheBase(String dockerfile) {
    assertThatThrownBy(() -> DockerfileRules.check(dockerfile, BASE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the Dockerfile must");
  }
}
