package dev.carrel.environment.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carrel.environment.doctor.Finding.Tone;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameworkViewTest {

  @TempDir Path packages;

  @Test
  void readsEachFrameworkAmongItsWarnings() {
    List<Finding> findings =
        judged(
            """
            2026-11-23 10:00:00 W tensorflow/core: this and that
            {"framework":"torch","version":"2.12.1","cuda":"12.6","devices":["NVIDIA H100"],"computed":true}
            {"framework":"tensorflow","version":"2.20.0","cuda":null,"devices":[]}
            {"framework":"jax","version":"0.10.2","devices":[]}
            {"framework":"tor
            """);
    assertThat(findings).extracting(Finding::tone).containsExactly(Tone.GOOD, Tone.BAD, Tone.BAD);
    assertThat(findings.get(0).title()).isEqualTo("PyTorch 2.12.1 sees the GPU");
    assertThat(findings.get(1).title()).contains("build for the CPU");
    assertThat(findings.get(2).remedy()).contains("jax-cuda12-plugin");
  }

  @Test
  void tellsAWrongResultAndAnOldDriver() {
    List<Finding> findings =
        judged(
            """
            {"framework":"torch","version":"2.12.1","cuda":"12.6","devices":["x"],"computed":false}
            {"framework":"torch","error":"RuntimeError: CUDA driver version is insufficient for CUDA runtime version"}
            {"framework":"torch","version":"2.12.1","cuda":"13.0","devices":[]}
            """);
    assertThat(findings).allMatch(finding -> finding.tone() == Tone.BAD && finding.hasRemedy());
    assertThat(findings.get(0).title()).contains("computes wrongly");
    assertThat(findings.get(1).remedy()).contains("driver is too old");
    assertThat(findings.get(2).remedy()).contains("CUDA_VISIBLE_DEVICES");
  }

  @Test
  void asksPythonItself() throws Exception {
    framework("jax", "__version__ = '0.10.2'\ndef devices(): return []");
    framework("torch", "raise ImportError('libcudart.so.12: cannot open shared object file')");
    String script = Files.readString(Path.of("src/main/resources/environment/gpu_check.py"));
    var command = new ProcessBuilder("python3", "-c", script, script, "all");
    command.environment().put("PYTHONPATH", packages.toString());
    Process process = command.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(FrameworkView.read(output))
        .filteredOn(view -> !view.framework().equals("tensorflow"))
        .extracting(FrameworkView::framework, view -> view.error() != null)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("torch", true),
            org.assertj.core.groups.Tuple.tuple("jax", false));
  }

  private void framework(String name, String code) throws IOException {
    Files.writeString(packages.resolve(name + ".py"), code + "\n");
  }

  private static List<Finding> judged(String output) {
    return FrameworkView.read(output).stream().map(FrameworkView::judge).toList();
  }
}
