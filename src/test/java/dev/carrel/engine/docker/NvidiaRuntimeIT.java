package dev.carrel.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carrel.engine.ContainerSpec;
import dev.carrel.engine.ContainerSpecBuilder;
import dev.carrel.engine.Giving;
import dev.carrel.engine.InstanceId;
import dev.carrel.engine.PosixUser;
import dev.carrel.journey.OwnEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An engine whose <em>default</em> runtime is called {@code nvidia}, as on many GPU servers, and
 * that has no hook. The stand-in writes down what NVIDIA's would have gone by, and runs runc.
 */
class NvidiaRuntimeIT {

  private static final String DEVICE = "GPU-00c4a7e1-0000-4000-8000-000000000000";
  private static final Map<String, String> GREEDY = Map.of("NVIDIA_VISIBLE_DEVICES", "all");

  private static final String RUNTIME =
      """
      #!/bin/sh
      previous=
      for word in "$@"; do
        [ "$previous" != --bundle ] || grep -o '"NVIDIA_VISIBLE_DEVICES=[^"]*"' "$word/config.json" >> %s
        previous=$word
      done
      exec runc "$@"
      """;

  @TempDir static Path folder;
  private static OwnEngine own;
  private static DockerEngine engine;
  private static Path workspace;
  private static Path asked;

  @BeforeAll
  static void anEngineWithTheRuntime() throws Exception {
    asked = folder.resolve("asked");
    Path runtime = Files.writeString(folder.resolve("runtime"), RUNTIME.formatted(asked));
    Files.setPosixFilePermissions(runtime, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(
        Files.createDirectory(folder.resolve("engine")).resolve("daemon.json"),
        """
        {"default-runtime": "nvidia", "runtimes": {"nvidia": {"path": "%s"}}}
        """
            .formatted(runtime));
    own = OwnEngine.start(folder.resolve("engine"), Optional.empty());
    own.copy("carrel-test/busybox:1");
    workspace = Files.createDirectory(folder.toRealPath().resolve("workspace"));
    engine =
        new DockerEngine(
            DockerHost.of(Optional.of(own.host())),
            new InstanceId("runtime"),
            List.of(folder.toRealPath()));
  }

  @AfterAll
  static void stop() throws Exception {
    if (engine != null) {
      engine.containers().list(Map.of()).forEach(one -> engine.containers().remove(one.id()));
      engine.close();
    }
    if (own != null) {
      own.close();
    }
  }

  @Test
  void isTheLastResortAndGoesByTheLease() throws Exception {
    assertThat(engine.info().giving()).isEqualTo(Giving.NVIDIA_RUNTIME);
    assertThat(askedBy(container("leases").device(DEVICE))).isEqualTo(DEVICE);
    assertThat(askedBy(container("greedy").environment(GREEDY).device(DEVICE))).isEqualTo(DEVICE);
    assertThat(askedBy(container("none").environment(GREEDY))).isEqualTo("void");
  }

  private static ContainerSpecBuilder container(String name) throws InterruptedException {
    String image = GivenDevicesIT.built(engine, "ENV NVIDIA_VISIBLE_DEVICES=all\n");
    return ContainerSpec.of(
        "carrel-runtime-" + name, image, new PosixUser(23_456, 23_457), workspace);
  }

  /** All that the runtime could have gone by; builds of images are none of the containers. */
  private static String askedBy(ContainerSpecBuilder spec) throws IOException {
    Files.deleteIfExists(asked);
    engine.containers().start(engine.containers().create(spec.build()));
    return Files.readString(asked).strip().replaceAll("\"(NVIDIA_VISIBLE_DEVICES=)?", "");
  }
}
