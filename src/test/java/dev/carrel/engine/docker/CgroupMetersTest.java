package dev.carrel.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carrel.engine.ContainerMeter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CgroupMetersTest {
  private static final String ID = "a".repeat(64);
  private static final String TRAFFIC =
      """
      Inter-|   Receive                                                |  Transmit
       face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop
          lo:     999       1    0    0    0     0          0         0      999       1    0    0    0     0       0          0
        eth0:    1500      10    0    0    0     0          0         0      700       5    0    0    0     0       0          0
      """;

  @TempDir Path groups;
  @TempDir Path processes;

  @Test
  void readsVersionOne() throws IOException {
    versionOne("docker/" + ID);
    assertThat(meters().read(List.of(ID)))
        .containsEntry(
            ID,
            new ContainerMeter(Duration.ofSeconds(3), 700, Optional.of(1500L), Optional.of(700L)));
  }

  @Test
  void readsVersionTwoAsSystemdNamesIt() throws IOException {
    write(groups.resolve("cgroup.controllers"), "cpu memory");
    Path folder = groups.resolve("system.slice/docker-" + ID + ".scope");
    write(folder.resolve("cpu.stat"), "usage_usec 3000000\nuser_usec 2000000\n");
    write(folder.resolve("memory.current"), "1000\n");
    write(folder.resolve("memory.stat"), "anon 5\ninactive_file 300\n");
    write(folder.resolve("cgroup.procs"), "77\n78\n");
    assertThat(meters().read(List.of(ID)))
        .containsEntry(
            ID, new ContainerMeter(Duration.ofSeconds(3), 700, Optional.empty(), Optional.empty()));
  }

  @Test
  void leavesOutWhatItCannotRead() throws IOException {
    versionOne("docker/" + ID);
    assertThat(meters().read(List.of("b".repeat(64), "../docker/" + ID, ""))).isEmpty();
    Files.delete(groups.resolve("cpuacct/docker").resolve(ID).resolve("cpuacct.usage"));
    assertThat(meters().read(List.of(ID))).isEmpty();
  }

  @Test
  void readsHundredsInAMomentOfAProcessor() throws IOException {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      ids.add("%064x".formatted(i));
      versionOne("docker/" + ids.get(i));
    }
    CgroupMeters meters = meters();
    for (int i = 0; i < 20; i++) {
      meters.read(ids);
    }
    var thread = ManagementFactory.getThreadMXBean();
    long before = thread.getCurrentThreadCpuTime();
    assertThat(meters.read(ids)).hasSize(500);
    double millis = (thread.getCurrentThreadCpuTime() - before) / 1e6;
    System.out.printf("reading the files of 500 containers: %.1f ms of a processor%n", millis);
    assertThat(millis).as("of the 200 ms that two percent of ten seconds are").isLessThan(150);
  }

  private CgroupMeters meters() {
    return new CgroupMeters(groups, processes);
  }

  private void versionOne(String folder) throws IOException {
    write(groups.resolve("cpuacct").resolve(folder).resolve("cpuacct.usage"), "3000000000\n");
    Path memory = groups.resolve("memory").resolve(folder);
    write(memory.resolve("memory.usage_in_bytes"), "1000\n");
    write(memory.resolve("memory.stat"), "cache 400\ninactive_file 1\ntotal_inactive_file 300\n");
    write(memory.resolve("cgroup.procs"), "77\n");
    write(processes.resolve("77/net/dev"), TRAFFIC);
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
