package dev.carrel.gpu.smi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmiReaderTest {

  private static final long MIB = 1L << 20;

  @Test
  void readsHoppers() throws Exception {
    Reading reading = Seen.reading("hopper.xml");
    assertThat(reading.driver()).contains("580.95.05");
    assertThat(reading.cuda()).contains("13.0");
    Card h200 = reading.cards().get(1);
    assertThat(h200.model()).isEqualTo("NVIDIA H200");
    assertThat(h200.memory()).isEqualTo(143_771 * MIB);
    assertThat(h200.bus()).isEqualTo("00000000:2A:00.0");
    assertThat(h200.load())
        .isEqualTo(
            new Load(
                Optional.of(100), Optional.of(101_200 * MIB), Optional.of(688.1), Optional.of(72)));
    assertThat(h200.processes()).extracting(Occupant::pid).containsExactly(90_210L, 90_377L);
    assertThat(h200.fault()).isEmpty();
    assertThat(h200.slowed()).isEmpty();
    assertThat(h200.mig()).isFalse();
  }

  @Test
  void readsSlicesAndWhoIsOnThem() throws Exception {
    Reading reading = Seen.a100();
    Card first = reading.cards().getFirst();
    assertThat(first.mig()).isTrue();
    assertThat(first.load().utilisation()).isEmpty();
    assertThat(first.slices())
        .extracting(slice -> slice.profile().orElseThrow())
        .containsExactly("3g.40gb", "2g.20gb", "1g.10gb");
    assertThat(first.slices())
        .extracting(slice -> slice.uuid().orElseThrow())
        .allMatch(uuid -> uuid.startsWith("MIG-3a100000"));
    assertThat(first.on(Optional.of(first.slices().get(1)))).hasSize(1);
    assertThat(first.on(Optional.of(first.slices().get(0)))).isEmpty();
    assertThat(first.on(Optional.empty())).isEmpty();
  }

  @Test
  void knowsMigWithoutASlice() throws Exception {
    Card second = Seen.reading("a100-mig.xml").cards().get(1);
    assertThat(second.mig()).isTrue();
    assertThat(second.slices()).isEmpty();
    assertThat(second.fault()).isEmpty();
  }

  @Test
  void takesNoScreenForAUser() throws Exception {
    Card card = Seen.reading("rtx.xml").cards().getFirst();
    assertThat(card.processes())
        .extracting(Occupant::name)
        .containsExactly("/home/lisa/venv/bin/python");
    assertThat(card.fault()).isEmpty();
  }

  @Test
  void readsOldDrivers() throws Exception {
    Card card = Seen.reading("t4-r450.xml").cards().getFirst();
    assertThat(card.load().power()).contains(68.9);
    assertThat(card.slowed()).contains("it is too hot");
    assertThat(card.fault()).isEmpty();
  }

  @Test
  void tellsWhyMemoryMustNotBeUsed() throws Exception {
    assertThat(Seen.reading("ecc.xml").cards())
        .extracting(card -> card.fault().or(() -> card.eccFault(0)).orElseThrow())
        .satisfiesExactly(
            counted -> assertThat(counted).contains("2 uncorrectable ECC errors").contains("Reset"),
            pending -> assertThat(pending).contains("waits to be replaced by spare"),
            failed -> assertThat(failed).contains("beyond repair").contains("replaced"));
    assertThat(Seen.reading("ecc.xml").cards().getFirst().eccFault(2)).isEmpty();
  }

  @Test
  void tellsTheOneThatAnswersNoMore() throws Exception {
    Reading reading = Seen.reading("one-answers-no-more.xml");
    assertThat(reading.cards().get(0).fault()).isEmpty();
    assertThat(reading.cards().get(1).fault().orElseThrow())
        .contains("no answer")
        .contains("Unknown Error");
    assertThat(reading.cards().get(1).silent()).isTrue();
    assertThat(reading.cards().get(2).fault().orElseThrow()).contains("Drain and Reset");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "driver-lost.txt",
        "version-mismatch.txt",
        "gpu-is-lost.txt",
        "handle-unknown-error.txt",
        "no-devices.txt"
      })
  void knowsNothingFromAComplaint(String file) throws IOException {
    String text = Seen.text(file);
    assertThatThrownBy(() -> SmiReader.read(text))
        .isInstanceOf(Unreadable.class)
        .hasMessageContaining(text.strip().lines().findFirst().orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<?xml version='1.0'?>",
        "<?xml version='1.0'?><html/>",
        "<?xml version='1.0'?><nvidia_smi_log><gpu id='x'></nvidia_smi_log>",
        "<?xml version='1.0'?><nvidia_smi_log><gpu id='x'><uuid>-it</uuid></gpu></nvidia_smi_log>",
        "<?xml version='1.0'?><nvidia_smi_log><attached_gpus>2</attached_gpus></nvidia_smi_log>",
        "\u0000\u0001\u0002"
      })
  void knowsNothingFromRubbish(String text) {
    assertThatThrownBy(() -> SmiReader.read(text)).isInstanceOf(Unreadable.class);
  }

  @Test
  void knowsNothingFromACutOffAnswer() throws IOException {
    String whole = Seen.text("hopper.xml");
    for (int end = 0; end < whole.strip().length(); end += 97) {
      String cut = whole.substring(0, end);
      assertThatThrownBy(() -> SmiReader.read(cut)).isInstanceOf(Unreadable.class);
    }
  }

  @Test
  void readsWarningsAway() throws Exception {
    Reading reading = SmiReader.read("WARNING: infoROM is corrupted\n" + Seen.text("rtx.xml"));
    assertThat(reading.cards()).hasSize(1);
  }

  @Test
  void opensNoFileThatTheXmlNames(@TempDir Path folder) throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "GPU-secret");
    String xml =
        "<?xml version='1.0'?><!DOCTYPE nvidia_smi_log [<!ENTITY x SYSTEM '%s'>]>"
                .formatted(secret.toUri())
            + "<nvidia_smi_log><gpu id='0'><uuid>&x;</uuid></gpu></nvidia_smi_log>";
    assertThatThrownBy(() -> SmiReader.read(xml))
        .isInstanceOf(Unreadable.class)
        .hasMessageNotContaining("GPU-secret");
  }

  @Test
  void refusesABombOfEntities() {
    StringBuilder xml =
        new StringBuilder("<?xml version='1.0'?><!DOCTYPE nvidia_smi_log [<!ENTITY a0 'lol'>");
    for (int i = 1; i < 30; i++) {
      xml.append("<!ENTITY a%d '&a%d;&a%d;'>".formatted(i, i - 1, i - 1));
    }
    xml.append("]><nvidia_smi_log><gpu id='0'><uuid>&a29;</uuid></gpu></nvidia_smi_log>");
    assertThatThrownBy(() -> SmiReader.read(xml.toString())).isInstanceOf(Unreadable.class);
  }
}
