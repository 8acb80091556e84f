package dev.carrel.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carrel.engine.PullProblem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PullTroubleTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          UNREACHABLE|Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io on 10.0.0.2:53: no such host
          UNREACHABLE|Get "https://nvcr.io/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)
          UNREACHABLE|Get https://127.0.0.1:1/v2/: dial tcp 127.0.0.1:1: connect: connection refused
          NOT_FOUND|manifest for python:9 not found: manifest unknown: manifest unknown
          NOT_FOUND|pull access denied for nobody/nothing, repository does not exist or may require 'docker login': denied: requested access to the resource is denied
          DENIED|unauthorized: authentication required
          DENIED|toomanyrequests: You have reached your pull rate limit.
          NO_SPACE|failed to register layer: Error processing tar file(exit status 1): write /x: no space left on device
          FAILED|something else
          """)
  void readsTheEnginesProse(PullProblem problem, String message) {
    assertThat(PullTrouble.of(message)).isEqualTo(problem);
  }
}
