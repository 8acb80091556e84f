package dev.carrel.gpu.smi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tool as a process: the stand-in, which can be told what goes wrong. */
class SmiTest {

  private static final Path STAND_IN = Path.of("src/test/resources/gpu/nvidia-smi");

  @TempDir Path folder;
  private Path state;
  private Smi smi;

  @BeforeEach
  void prepare() throws IOException {
    state = folder.resolve("machine.gpus");
    Files.copy(STAND_IN.resolveSibling("demo.gpus"), state);
    smi = tool(Duration.ofSeconds(20));
  }

  private Smi tool(Duration timeout) {
    return new Smi(
        List.of("env", "CARREL_GPU_STATE=" + state, "bash", STAND_IN.toString()), timeout);
  }

  private void trouble(String what) throws IOException {
    Files.writeString(state, Files.readString(state) + "trouble " + what + "\n");
  }

  @Test
  void joinsWhatTheThreeAnswersSay() throws Exception {
    Reading reading = smi.read();
    assertThat(reading.cards()).hasSize(4);
    assertThat(reading.cards()).allMatch(card -> card.computeCapability().isPresent());
    assertThat(reading.cards().get(1).slices())
        .extracting(slice -> slice.profile().orElseThrow())
        .containsExactly("3g.40gb", "2g.20gb", "1g.10gb", "1g.10gb");
    assertThat(reading.cards().get(3).eccFault(0)).isPresent();
  }

  @Test
  void endsAToolThatHangs() throws Exception {
    trouble("hang");
    long start = System.nanoTime();
    fails(tool(Duration.ofMillis(400)), "did not end within");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void stopsReadingAToolThatPrintsWithoutEnd() throws Exception {
    trouble("flood");
    fails(smi, "printed more than 16 MiB");
  }

  @Test
  void saysWhatTheToolComplainsOf() throws Exception {
    trouble("driver");
    fails(smi, "couldn't communicate with the NVIDIA driver");
  }

  @Test
  void saysThatTheDriverWasRenewed() throws Exception {
    trouble("mismatch");
    assertThatThrownBy(smi::read)
        .isInstanceOfSatisfying(
            Unreadable.class, e -> assertThat(e.remedy()).contains("restart the machine"));
  }

  @Test
  void knowsWhichCardWasLost() throws Exception {
    trouble("lost 0000:02:00.0");
    assertThatThrownBy(smi::read)
        .isInstanceOfSatisfying(
            CardLost.class,
            lost -> {
              assertThat(lost.is("00000000:02:00.0")).isTrue();
              assertThat(lost.is("00000000:03:00.0")).isFalse();
            });
  }

  @Test
  void knowsNothingFromRubbish() throws Exception {
    trouble("rubbish");
    fails(smi, "printed no XML: Segmentation fault");
  }

  @Test
  void saysWhatToInstallWhereThereIsNoTool() {
    Smi none = new Smi(List.of("no-such-nvidia-smi"), Duration.ofSeconds(1));
    assertThatThrownBy(none::read)
        .isInstanceOfSatisfying(
            Unreadable.class, e -> assertThat(e.remedy()).contains("install their driver"));
  }

  @Test
  void comesBackWithTheTool() throws Exception {
    String good = Files.readString(state);
    trouble("hang");
    Smi patient = tool(Duration.ofMillis(700));
    fails(patient, "did not end within");
    Files.writeString(state, good);
    assertThat(tool(Duration.ofSeconds(20)).read().cards()).hasSize(4);
  }

  @Test
  void readsTheAddressInEitherForm() throws Exception {
    CardLost old = new CardLost("0000:41:00.0", "");
    assertThat(old.is("00000000:41:00.0")).isTrue();
    assertThat(Optional.of("00000000:42:00.0").filter(old::is)).isEmpty();
  }

  private static void fails(Smi tool, String message) {
    assertThatThrownBy(tool::read).isInstanceOf(Unreadable.class).hasMessageContaining(message);
  }
}
