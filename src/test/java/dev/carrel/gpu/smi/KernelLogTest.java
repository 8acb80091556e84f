package dev.carrel.gpu.smi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelLogTest {

  private static final Instant BOOT = Instant.parse("2026-11-23T08:00:00Z");
  private static final String LOG =
      """
      [    1.250004] Linux version 6.1.0
      [  812.100000] NVRM: Xid (PCI:0000:18:00): 31, pid=4711, name=python, Ch 00000008, MMU Fault
      [ 8123.443210] NVRM: Xid (PCI:0000:2A:00): 79, pid='<unknown>', name=<unknown>, GPU has fallen off the bus.
      [ 9000.000000] NVRM: Xid (PCI:0000:2a:00): 13, Graphics Exception
      """;

  @TempDir Path folder;

  @Test
  void readsTheDriversErrors() {
    List<Xid> xids = KernelLog.read(LOG, BOOT);
    assertThat(xids).extracting(Xid::number).containsExactly(31, 79, 13);
    assertThat(xids.get(1).at()).isEqualTo(BOOT.plusSeconds(8123));
    assertThat(xids.get(1).text()).endsWith("GPU has fallen off the bus.");
    assertThat(xids).extracting(Xid::fatal).containsExactly(false, true, false);
  }

  @Test
  void putsThemToTheirCards() throws Exception {
    List<Card> cards = Seen.reading("hopper.xml").cards();
    List<Xid> xids = KernelLog.read(LOG, BOOT);
    assertThat(cards.get(0).with(xids).xid()).isEmpty();
    assertThat(cards.get(1).with(xids).xid()).map(Xid::number).contains(79);
  }

  @Test
  void goesWithoutALogThatMayNotBeRead() throws Exception {
    Duration time = Duration.ofSeconds(5);
    for (List<String> command :
        List.of(List.of("false"), List.of("no-such-dmesg"), List.of("echo", "nothing"))) {
      assertThat(new Kernel(command, time, Clock.systemUTC()).xids()).isEmpty();
    }
    Path log = Files.writeString(folder.resolve("log"), LOG);
    Kernel kernel = new Kernel(List.of("cat", log.toString()), time, Clock.systemUTC());
    assertThat(kernel.xids()).hasSize(3);
    assertThat(Optional.of(kernel.xids().getFirst().words())).get().asString().contains("Xid 31");
  }
}
