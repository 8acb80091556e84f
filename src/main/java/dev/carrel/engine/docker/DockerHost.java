package dev.carrel.engine.docker;

import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.transport.SSLConfig;
import java.net.URI;
import java.util.Optional;

/** Where the engine listens, and how to prove oneself to it. */
record DockerHost(URI uri, SSLConfig tls) {

  /**
   * Certificates are found where the Docker CLI finds them: {@code DOCKER_TLS_VERIFY}, {@code
   * DOCKER_CERT_PATH}.
   */
  static DockerHost of(Optional<String> given) {
    DefaultDockerClientConfig.Builder config =
        DefaultDockerClientConfig.createDefaultConfigBuilder();
    given.ifPresent(config::withDockerHost);
    DefaultDockerClientConfig built = config.build();
    return new DockerHost(built.getDockerHost(), built.getSSLConfig());
  }

  boolean local() {
    return "unix".equals(uri.getScheme());
  }

  @Override
  public String toString() {
    return uri.toString();
  }
}
