package dev.carrel.build;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepNameTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [1/5] FROM docker.io/library/python:3.12-slim@sha256:9f3c | 1 | FROM python:3.12-slim
          [2/5] RUN --mount=type=bind,source=sources,target=/run/carrel --mount=type=cache,target=/var/cache/apt     export APT_CONFIG=/run/carrel/apt.conf  && apt-get update  && apt-get install --yes --no-install-recommends         git         less | 2 | apt-get install git, less
          [3/5] COPY requirements.txt /usr/local/share/carrel/requirements.txt | 3 | COPY requirements.txt /usr/local/share/carrel/requirements.txt
          [4/5] RUN --mount=type=cache,target=/root/.cache/pip export A=1 && python3 -m pip install --no-input --requirement /usr/local/share/carrel/requirements.txt | 4 | pip install requirements.txt
          [stage-0 5/5] WORKDIR /workspace | 5 | WORKDIR /workspace
          exporting to image | 10000 | Save the image
          """)
  void isShortForPeople(String vertex, int number, String brief) {
    StepName name = StepName.of(vertex).orElseThrow();
    assertThat(name.number()).isEqualTo(number);
    assertThat(name.brief()).isEqualTo(brief);
  }

  @Test
  void whatOnlyBuildKitCaresAboutIsNoStep() {
    assertThat(StepName.of("[internal] load build definition from Dockerfile")).isEmpty();
  }
}
