package dev.carrel.environment.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carrel.engine.ExecResult;
import dev.carrel.environment.doctor.Finding.Tone;
import java.util.List;
import org.junit.jupiter.api.Test;

class InsideViewTest {

  private static final String CARD = "GPU 0: NVIDIA H100 NVL (UUID: GPU-81495ec7-da36)\n";
  private static final String SLICE = "  MIG 2g.24gb     Device  0: (UUID: MIG-7839bf6f-ba33)\n";

  @Test
  void isContentWithWhatIsLeased() {
    assertThat(judge(0, CARD, "GPU-81495ec7-da36").tone()).isEqualTo(Tone.GOOD);
  }

  @Test
  void doesNotTakeASlicesCardForAnotherDevice() {
    assertThat(judge(0, CARD + SLICE, "MIG-7839bf6f-ba33").tone()).isEqualTo(Tone.GOOD);
  }

  @Test
  void seesThatOneIsMissing() {
    Finding finding = judge(0, CARD, "GPU-81495ec7-da36", "GPU-2");
    assertThat(finding.title()).isEqualTo("A leased GPU is not seen inside");
    assertThat(finding.text()).contains("GPU-2");
  }

  @Test
  void seesThatThereIsOneTooMany() {
    assertThat(judge(0, CARD + CARD.replace("81495ec7", "2"), "GPU-2-da36").title())
        .isEqualTo("nvidia-smi sees more than is leased");
  }

  @Test
  void knowsTheLossThatAReloadOfServicesBrings() {
    Finding finding = judge(255, "Failed to initialize NVML: Unknown Error\n", "GPU-81495ec7-da36");
    assertThat(finding.title()).isEqualTo("The container has lost its GPUs");
    assertThat(finding.text()).contains("daemon-reload");
    assertThat(finding.remedy()).contains("start it again").contains("CDI");
  }

  @Test
  void saysWhatToDoForEveryFailure() {
    for (int exit : List.of(1, 9, 126, 127, ExecResult.TIMED_OUT)) {
      Finding finding = judge(exit, "sh: nvidia-smi: not found", "GPU-81495ec7-da36");
      assertThat(finding.tone()).isEqualTo(Tone.BAD);
      assertThat(finding.remedy()).isNotBlank();
    }
  }

  private static Finding judge(int exit, String output, String... leased) {
    return InsideView.judge(new ExecResult(exit, output, false), List.of(leased));
  }
}
