package dev.carrel.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carrel.engine.BuildEvent;
import dev.carrel.engine.BuildSpec;
import dev.carrel.engine.ContainerSpec;
import dev.carrel.engine.ContainerSpecBuilder;
import dev.carrel.engine.Giving;
import dev.carrel.engine.InstanceId;
import dev.carrel.engine.PosixUser;
import dev.carrel.gpu.smi.Smi;
import dev.carrel.journey.OwnEngine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real engine with real device requests: only the hook, which it runs as it would NVIDIA's, is a
 * stand-in, and puts an {@code nvidia-smi} into the container that lists what it was told to give.
 */
class GivenDevicesIT {

  private static final String BUSYBOX = "carrel-test/busybox:1";
  private static final Path HOOK = Path.of("src/test/resources/gpu/nvidia-container-runtime-hook");
  private static final PosixUser ALICE = new PosixUser(23_456, 23_457);
  private static final String FIRST = "GPU-00c4a7e1-0000-4000-8000-000000000000";
  private static final String SLICE = "MIG-00c4a7e1-0001-4000-8000-000000000012";
  private static final String OTHER = "GPU-00c4a7e1-0002-4000-8000-000000000002";

  @TempDir static Path folder;
  private static OwnEngine own;
  private static DockerEngine engine;
  private static Path workspace;

  @BeforeAll
  static void anEngineWithTheHook() throws Exception {
    Path programs = Files.createDirectory(folder.resolve("bin"));
    Path hook = programs.resolve("nvidia-container-runtime-hook");
    Files.copy(HOOK, hook, StandardCopyOption.REPLACE_EXISTING);
    Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
    own = OwnEngine.start(folder.resolve("engine"), Optional.of(programs));
    own.copy(BUSYBOX);
    workspace = Files.createDirectory(folder.toRealPath().resolve("workspace"));
    engine =
        new DockerEngine(
            DockerHost.of(Optional.of(own.host())),
            new InstanceId("devices"),
            List.of(folder.toRealPath()));
  }

  @AfterAll
  static void stop() throws Exception {
    if (engine != null) {
      engine.close();
    }
    if (own != null) {
      own.close();
    }
  }

  @AfterEach
  void sweep() {
    engine.containers().list(Map.of()).forEach(one -> engine.containers().remove(one.id()));
  }

  @Test
  void findsOutThatRequestsWorkAndLeavesNothingBehind() throws Exception {
    assertThat(engine.info().giving()).isEqualTo(Giving.DEVICE_REQUEST);
    assertThat(own.docker("ps", "--all", "--quiet")).isEmpty();
  }

  @Test
  void showsAContainerItsOwnDevicesAndNoOther() throws Exception {
    assertThat(seenBy(container("one", "").device(FIRST))).containsExactly(FIRST);
    assertThat(seenBy(container("two", "").device(SLICE).device(OTHER)))
        .containsExactly(SLICE, OTHER);
  }

  @Test
  void goesByTheLeaseWhateverTheUserSays() throws Exception {
    for (String claim : List.of("all", OTHER, "0,1,2", "")) {
      Map<String, String> greedy = Map.of("NVIDIA_VISIBLE_DEVICES", claim);
      assertThat(seenBy(container("greedy", "").environment(greedy).device(FIRST)))
          .containsExactly(FIRST);
    }
  }

  @Test
  void goesByTheLeaseWhateverTheRecipeSays() throws Exception {
    assertThat(seenBy(container("recipe", "ENV NVIDIA_VISIBLE_DEVICES=all\n").device(SLICE)))
        .containsExactly(SLICE);
  }

  @Test
  void showsNothingToAContainerWithoutALease() throws Exception {
    String recipe = "ENV NVIDIA_VISIBLE_DEVICES=all\nENV NVIDIA_DRIVER_CAPABILITIES=all\n";
    String id = started(container("none", recipe));
    assertThat(run(id, "sh", "-c", "echo $NVIDIA_VISIBLE_DEVICES")).isEqualTo("void");
    assertThat(
            engine.containers().exec(id, List.of("nvidia-smi"), Duration.ofSeconds(5)).exitCode())
        .isIn(126, 127);
  }

  @Test
  void keepsItsDevicesOverAStop() throws Exception {
    String id = started(container("again", "").device(FIRST));
    engine.containers().stop(id, Duration.ZERO);
    engine.containers().start(id);
    assertThat(listed(id)).containsExactly(FIRST);
  }

  @Test
  void passesTheChecksThatRealMachinesAreGiven() throws Exception {
    Path standIn = HOOK.resolveSibling("nvidia-smi");
    Smi smi = new Smi(List.of("bash", standIn.toString()), Duration.ofSeconds(20));
    ByteArrayOutputStream report = new ByteArrayOutputStream();
    boolean good =
        new GpuCheck(engine, BUSYBOX, folder.toRealPath(), new PrintStream(report)).run(smi);
    assertThat(good).as(report.toString(StandardCharsets.UTF_8)).isTrue();
    assertThat(report.toString(StandardCharsets.UTF_8))
        .contains("ok     the engine gives devices (DEVICE_REQUEST)")
        .contains("ok     a container that leases [%s] sees [%s]".formatted(SLICE, SLICE))
        .contains("ok     a container that leases [] sees []")
        .doesNotContain("FAILED");
  }

  private static List<String> seenBy(ContainerSpecBuilder spec) throws Exception {
    String id = started(spec);
    List<String> listed = listed(id);
    engine.containers().remove(id);
    return listed;
  }

  private static List<String> listed(String id) {
    return run(id, "nvidia-smi")
        .lines()
        .map(line -> line.replaceFirst(".*\\(UUID: (.*)\\)", "$1"))
        .toList();
  }

  private static String started(ContainerSpecBuilder spec) {
    String id = engine.containers().create(spec.build());
    engine.containers().start(id);
    return id;
  }

  private static String run(String id, String... command) {
    return engine.containers().exec(id, List.of(command), Duration.ofSeconds(10)).output().strip();
  }

  private static ContainerSpecBuilder container(String name, String lines)
      throws IOException, InterruptedException {
    return ContainerSpec.of("carrel-devices-" + name, built(engine, lines), ALICE, workspace);
  }

  /** An image from the tiny one, with more lines in its Dockerfile. */
  static String built(DockerEngine engine, String lines) throws InterruptedException {
    AtomicReference<String> id = new AtomicReference<>();
    byte[] dockerfile =
        ("FROM %s\nLABEL x=1\n%s".formatted(BUSYBOX, lines)).getBytes(StandardCharsets.UTF_8);
    BuildSpec spec = BuildSpec.of(BUSYBOX, Map.of("Dockerfile", dockerfile), "devices");
    try (var build =
        engine
            .builder()
            .build(
                spec.withTags(List.of("carrel-devices/image:1")),
                event -> {
                  if (event instanceof BuildEvent.Finished finished) {
                    id.set(finished.imageId());
                  } else if (event instanceof BuildEvent.Broken broken) {
                    throw new AssertionError(broken.message());
                  }
                })) {
      build.await();
    }
    return id.get();
  }
}
