package dev.carrel.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carrel.build.bench.BenchPortal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What a machine's bad day brings, for real: an engine that is not there when the portal starts, a
 * flood of output, a build that never ends, a disk that is full. The engine is the test's own, on a
 * small disk in memory.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HardTimesIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** What the portal may grow by while a gigabyte is printed; its heap is bounded by 512 MiB. */
  private static final long GROWTH_MIB = 400;

  private Path folder;
  private OwnEngine engine;
  private BenchPortal portal;

  @BeforeAll
  void aPortalWithoutAnEngine() throws Exception {
    // Short: a socket's path must fit into 108 bytes.
    folder = Files.createTempDirectory("carrel-hard-");
    run("mount", "-t", "tmpfs", "-o", "size=300m", "tmpfs", folder.toString());
    engine = OwnEngine.at(folder, Map.of());
    String base = run("docker", "inspect", "--format", "{{.Id}}", BenchPortal.BASE);
    portal = BenchPortal.start(Map.of("DOCKER_HOST", engine.host()), base);
  }

  @AfterAll
  void leaveNothing() throws Exception {
    portal.close();
    engine.close();
    run("umount", "--lazy", folder.toString());
    Files.delete(folder);
  }

  @Test
  @Order(1)
  void aBuildWaitsForAnEngineThatIsNotThereYet() throws Exception {
    long build = portal.build(dockerfile("RUN echo at last"));
    await().atMost(PATIENCE).until(() -> portal.view(build).contains("engine is not running"));
    engine.start();
    engine.copy(BenchPortal.BASE);
    assertThat(ended(build)).isEqualTo("succeeded");
  }

  @Test
  @Order(2)
  void aGigabyteOfOutputDoesNoHarm() throws Exception {
    long before = portal.residentMemory();
    long build =
        portal.build(
            dockerfile(
                "RUN echo the beginning;"
                    + " yes 'a line over and over again, as a careless loop prints it' | head -c 1000000000"));
    assertThat(ended(build)).isEqualTo("succeeded");
    assertThat(portal.residentMemory() - before).isLessThan(GROWTH_MIB);
    String log = portal.log(build);
    // BuildKit itself keeps no more than a few megabytes of a step, and says so.
    assertThat(log).contains("the beginning").contains("clipped");
    assertThat(log.length()).isLessThan(12_000_000);
  }

  @Test
  @Order(3)
  void aBuildThatNeverEndsIsCancelledWithinSeconds() throws Exception {
    long build = portal.build(dockerfile("RUN yes endless"));
    await().atMost(PATIENCE).until(() -> portal.log(build).contains("endless"));
    portal.cancel(build);
    await().atMost(Duration.ofSeconds(20)).until(() -> portal.status(build).equals("cancelled"));
  }

  @Test
  @Order(4)
  void aFullDiskIsSaidAndTheNextBuildGoesWell() throws Exception {
    long build = portal.build(dockerfile("RUN dd if=/dev/zero of=/big bs=1M count=2000"));
    assertThat(ended(build)).isEqualTo("failed");
    assertThat(portal.view(build)).contains("disk is full");
    assertThat(ended(portal.build(dockerfile("RUN echo room again")))).isEqualTo("succeeded");
  }

  private String ended(long build) {
    return await()
        .atMost(PATIENCE)
        .until(() -> portal.status(build), Set.of("succeeded", "failed", "cancelled")::contains);
  }

  private static String dockerfile(String line) {
    return "FROM " + BenchPortal.BASE + "\nWORKDIR /" + UUID.randomUUID() + "\n" + line + "\n";
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes()).strip();
    assertThat(process.waitFor()).as("%s: %s", List.of(command), output).isZero();
    return output;
  }
}
