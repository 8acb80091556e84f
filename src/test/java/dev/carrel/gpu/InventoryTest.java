package dev.carrel.gpu;

import static dev.carrel.gpu.Device.Availability.DRAINED;
import static dev.carrel.gpu.Device.Availability.FAULTY;
import static dev.carrel.gpu.Device.Availability.FREE;
import static dev.carrel.gpu.Device.Availability.LEASED;
import static dev.carrel.gpu.Device.Availability.LOST;
import static dev.carrel.gpu.Device.Availability.PARTITIONED;
import static dev.carrel.gpu.Device.Availability.TAKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carrel.engine.Giving;
import dev.carrel.environment.LaunchFixture;
import dev.carrel.gpu.smi.Kernel;
import dev.carrel.gpu.smi.Smi;
import dev.carrel.web.Problem;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows against a machine that the stand-in plays: four GPUs, the second with four slices. */
@QuarkusTest
class InventoryTest {
  private static final Path STAND_IN = Path.of("src/test/resources/gpu/nvidia-smi");

  @Inject Inventory inventory;
  @Inject Watch watch;
  @Inject DeviceFixture rows;
  @Inject LaunchFixture fixture;
  @TempDir Path folder;
  private Path machine;
  private String own;

  @BeforeEach
  void aMachine() throws IOException {
    own = UUID.randomUUID().toString().substring(0, 8);
    machine = folder.resolve("machine.gpus");
    Files.writeString(
        machine, Files.readString(STAND_IN.resolveSibling("demo.gpus")).replace("00c4a7e1", own));
    look();
  }

  /** Nobody else is to be given these. */
  @AfterEach
  void clear() {
    rows.clear(own);
  }

  private List<Device> devices() {
    return inventory.devices().stream().filter(one -> one.uuid().contains(own)).toList();
  }

  private void look() {
    look(Optional.empty());
  }

  private void look(Optional<Kernel> kernel) {
    List<String> tool = List.of("env", "CARREL_GPU_STATE=" + machine, "bash", STAND_IN.toString());
    watch.look(new Smi(tool, Duration.ofSeconds(20), kernel), folder);
  }

  private void now(String from, String to) throws IOException {
    Files.writeString(machine, Files.readString(machine).replace(from, to));
    look();
  }

  private Device at(int place) {
    return devices().get(place);
  }

  @Test
  void listsDevicesWithTheirSlices() {
    List<Device> devices = devices();
    assertThat(devices)
        .extracting(Device::availability)
        .containsExactly(FREE, PARTITIONED, FREE, FREE, FREE, FREE, FREE, FAULTY);
    assertThat(devices.get(0).model()).isEqualTo("NVIDIA A100-SXM4-80GB");
    assertThat(devices.get(0).memory()).isEqualTo(80L << 30);
    assertThat(devices.get(0).computeCapability()).contains("8.0");
    assertThat(devices.get(2).profile()).contains("3g.40gb");
    assertThat(devices.get(2).parent()).contains(devices.get(1).id());
    assertThat(devices.get(2).weight()).isEqualByComparingTo("0.5");
    assertThat(devices.get(7).note().orElseThrow()).contains("2 uncorrectable ECC errors");
    assertThat(inventory.state().problem()).isEmpty();
    assertThat(inventory.state().stale()).isFalse();
    assertThat(inventory.state().driver()).contains("550.54.15");
    assertThat(inventory.state().cuda()).contains("12.4");
    assertThat(inventory.state().giving()).isEqualTo(Giving.DEVICE_REQUEST);
  }

  @Test
  void tellsHowBusyTheyAre() {
    Figures whole = inventory.figures().get(at(0).id());
    assertThat(whole.utilisationPercent()).contains(87);
    assertThat(whole.memoryUsed()).contains(60L << 30);
    assertThat(whole.power()).contains(311.0);
    Figures slice = inventory.figures().get(at(2).id());
    assertThat(slice.utilisationPercent()).isEmpty();
    assertThat(slice.memoryUsed()).contains(37L << 20);
  }

  @Test
  void keepsTheLastGoodStateWhileTheToolFails() throws IOException {
    List<Device> before = devices();
    for (String trouble : List.of("driver", "rubbish", "mismatch", "flood")) {
      now("driver 550.54.15", "driver 550.54.15\ntrouble " + trouble);
      assertThat(devices()).isEqualTo(before);
      assertThat(inventory.state().stale()).isTrue();
      assertThat(inventory.state().problem()).isPresent();
      assertThat(inventory.state().asOf()).isPresent();
      assertThat(inventory.figures()).isEmpty();
      now("\ntrouble " + trouble, "");
      assertThat(inventory.state().stale()).isFalse();
    }
  }

  @Test
  void marksTheCardThatTheDriverLostAndNoOther() throws IOException {
    now("driver 550.54.15", "driver 550.54.15\ntrouble lost 0000:01:00.0");
    assertThat(at(0).availability()).isEqualTo(FAULTY);
    assertThat(at(0).note().orElseThrow()).contains("GPU is lost");
    assertThat(at(6).availability()).isEqualTo(FREE);
    assertThat(inventory.state().stale()).isTrue();
    now("\ntrouble lost 0000:01:00.0", "");
    assertThat(at(0).availability()).isEqualTo(FREE);
  }

  @Test
  void knowsOneThatIsGoneAndOneThatCame() throws IOException {
    now(
        "gpu 2 uuid=GPU-" + own + "-0002-4000-8000-000000000002",
        "gpu 2 uuid=GPU-" + own + "-0009-4000-8000-000000000009");
    assertThat(devices())
        .filteredOn(device -> device.parent().isEmpty())
        .extracting(Device::availability)
        .containsExactlyInAnyOrder(FREE, PARTITIONED, LOST, FREE, FAULTY);
  }

  @Test
  void followsAPartitionThatIsChanged() throws IOException {
    String old = Files.readString(machine);
    Files.writeString(machine, old.replaceAll("(?m)^mig .*\n", ""));
    look();
    assertThat(devices()).hasSize(4);
    assertThat(at(1).availability()).isEqualTo(PARTITIONED);
    assertThat(at(1).note().orElseThrow()).contains("no slices yet");
    now("mig=on ", "");
    assertThat(at(1).availability()).isEqualTo(FREE);
    assertThat(at(1).partitioned()).isFalse();
  }

  @Test
  void keepsALeasedSliceOfAChangedPartitionInSight() throws IOException {
    lease(at(2).id(), false);
    Files.writeString(machine, Files.readString(machine).replaceAll("(?m)^mig .*\n", ""));
    look();
    assertThat(at(2).availability()).isEqualTo(LOST);
  }

  @Test
  void marksWhatSomebodyElseUses() throws IOException {
    Files.createDirectories(folder.resolve("4711"));
    Files.writeString(folder.resolve("4711/cgroup"), "0::/user.slice\n");
    now("driver 550.54.15", "driver 550.54.15\nprocess 2 pid=4711 used=20480 name=/opt/train.py");
    assertThat(at(6).availability()).isEqualTo(TAKEN);
    assertThat(at(6).note().orElseThrow()).contains("train.py, process 4711, about 20 GiB");
    now("process 2 pid=4711 used=20480 name=/opt/train.py\n", "");
    assertThat(at(6).availability()).isEqualTo(FREE);
  }

  @Test
  void marksOnlyTheSliceThatIsUsed() throws IOException {
    now("driver 550.54.15", "driver 550.54.15\nprocess 1 pid=1 gi=5 used=900 name=python");
    assertThat(devices())
        .extracting(Device::availability)
        .containsExactly(FREE, PARTITIONED, FREE, TAKEN, FREE, FREE, FREE, FAULTY);
  }

  @Test
  void drainsADeviceAndItsSlices() {
    inventory.drain(at(1).id(), "Fan is being replaced");
    assertThat(devices().subList(2, 6))
        .allMatch(device -> device.availability() == DRAINED)
        .allMatch(device -> device.note().orElseThrow().equals("Fan is being replaced"));
    look();
    assertThat(at(1).availability()).isEqualTo(DRAINED);
    inventory.restore(at(1).id());
    assertThat(at(2).availability()).isEqualTo(FREE);
  }

  @Test
  void keepsOneOutThatTheKernelsLogAccusesUntilAnOperatorLooked() throws IOException {
    Path log =
        Files.writeString(
            folder.resolve("log"),
            "[    0.500000] NVRM: Xid (PCI:0000:03:00): 79, GPU has fallen off the bus.\n");
    Kernel kernel =
        new Kernel(List.of("cat", log.toString()), Duration.ofSeconds(5), Clock.systemUTC());
    look(Optional.of(kernel));
    assertThat(at(6).availability()).isEqualTo(FAULTY);
    assertThat(at(6).note().orElseThrow()).contains("Xid 79");
    inventory.restore(at(6).id());
    look(Optional.of(kernel));
    assertThat(at(6).availability()).isEqualTo(FREE);
  }

  @Test
  void takesOneBackWhoseErrorsAnOperatorKnowsOfUntilItHasMore() throws IOException {
    assertThat(at(7).availability()).isEqualTo(FAULTY);
    inventory.restore(at(7).id());
    look();
    assertThat(at(7).availability()).isEqualTo(FREE);
    now("ecc=2", "ecc=3");
    assertThat(at(7).availability()).isEqualTo(FAULTY);
    assertThat(at(7).note().orElseThrow()).contains("3 uncorrectable ECC errors");
    inventory.restore(at(7).id());
    // The driver is loaded anew and counts from 0.
    now("ecc=3", "ecc=0");
    now("ecc=0", "ecc=1");
    assertThat(at(7).availability()).isEqualTo(FAULTY);
  }

  @Test
  void offersToPutBackOnlyWhatAnOperatorsWordMends() throws IOException {
    inventory.drain(at(0).id(), "Fan is being replaced");
    assertThat(inventory.restorable()).contains(at(0).id(), at(7).id()).doesNotContain(at(6).id());
    now("ecc=2", "ecc=2 pending=yes");
    assertThat(at(7).availability()).isEqualTo(FAULTY);
    assertThat(at(7).note().orElseThrow()).contains("Reset it");
    assertThat(inventory.restorable()).doesNotContain(at(7).id());
    now("ecc=2 pending=yes", "ecc=2");
    assertThat(inventory.restorable()).contains(at(7).id());
    now("driver 550.54.15", "driver 550.54.15\ntrouble lost 0000:01:00.0");
    assertThat(inventory.restorable()).as("lost by its driver").doesNotContain(at(0).id());
  }

  @Test
  void expectsADrainedOneForNobodyEvenWhileItIsLeased() {
    lease(at(0).id(), false);
    inventory.drain(at(0).id(), "Fan is being replaced");
    assertThat(at(0).availability()).isEqualTo(DRAINED);
    inventory.restore(at(0).id());
    assertThat(at(0).availability()).isEqualTo(LEASED);
  }

  @Test
  void refusesToDrainWithoutAWord() {
    long id = at(0).id();
    assertThatThrownBy(() -> inventory.drain(id, "a\0b")).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> inventory.drain(id, " ")).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> inventory.drain(id, "x".repeat(501))).isInstanceOf(Problem.class);
    assertThatThrownBy(() -> inventory.drain(Long.MAX_VALUE, "gone"))
        .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.status()).isEqualTo(404));
  }

  @Test
  void showsWhatIsLeased() {
    lease(at(0).id(), false);
    lease(at(2).id(), true);
    assertThat(at(0).availability()).isEqualTo(LEASED);
    assertThat(at(2).availability()).isEqualTo(Device.Availability.HELD);
  }

  private void lease(long device, boolean held) {
    rows.lease(device, 1_000_000_000L + device, fixture.account().id(), held);
  }
}
