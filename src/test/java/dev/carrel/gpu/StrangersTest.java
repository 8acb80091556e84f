package dev.carrel.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carrel.engine.InstanceId;
import dev.carrel.engine.memory.MemoryEngine;
import dev.carrel.gpu.smi.Card;
import dev.carrel.gpu.smi.Occupant;
import dev.carrel.gpu.smi.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StrangersTest {

  private static final String FOREIGN = "f".repeat(64);

  @TempDir Path proc;

  @Test
  void namesTheUserProgramAndMemory() throws Exception {
    cgroup(90_210, "0::/user.slice/user-1000.slice");
    cgroup(90_377, "0::/user.slice/user-1000.slice");
    assertThat(words(h200(), List.of(), false).orElseThrow())
        .contains(Files.getOwner(proc.resolve("90210")).getName())
        .contains("uses it outside Carrel: python3, process 90210, about 99 GiB");
  }

  @Test
  void tellsNobodyWhatACommandLineHolds() {
    Occupant one =
        new Occupant(
            4242,
            "/usr/bin/python3 /home/eve/train.py --token=hunter2",
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    var strangers = new Strangers(proc, List.of(), id -> false);
    assertThat(strangers.words(List.of(one), false, Optional.empty()).orElseThrow())
        .isEqualTo("Somebody uses it outside Carrel: python3, process 4242.");
    assertThat(
            new Strangers(proc, List.of("python3"), id -> false)
                .words(List.of(one), false, Optional.empty()))
        .isEmpty();
  }

  @Test
  void takesAnothersContainerForAStranger() throws Exception {
    cgroup(90_210, "0::/system.slice/docker-" + FOREIGN + ".scope");
    assertThat(words(h200(), List.of("EngineCore"), false)).isPresent();
  }

  @Test
  void overlooksProgramsThatMayBeThere() throws Exception {
    cgroup(90_210, "0::/");
    assertThat(words(h200(), List.of("python3", "VLLM::EngineCore"), false)).isEmpty();
  }

  @Test
  void takesWhatItCannotSeeForTheHoldersWhereThereIsOne() throws Exception {
    assertThat(words(h200(), List.of(), true)).isEmpty();
    assertThat(words(h200(), List.of(), false).orElseThrow()).startsWith("Somebody uses it");
  }

  @Test
  void keepsToWhatWasKnownWhileTheEngineIsAway() throws Exception {
    cgroup(90_210, "0::/system.slice/docker-" + FOREIGN + ".scope");
    MemoryEngine engine = new MemoryEngine(new InstanceId("strangers"));
    engine.faults().absent(true);
    Strangers strangers =
        new Strangers(proc, List.of(), id -> engine.containers().find(id).isPresent());
    assertThat(strangers.words(h200(), true, Optional.of("as before"))).contains("as before");
    assertThat(strangers.words(h200(), true, Optional.empty())).isEmpty();
  }

  @Test
  void knowsCarrelsOwnContainersWithEitherKindOfControlGroup() throws Exception {
    String own = "a".repeat(64);
    for (String line : List.of("0::/system.slice/docker-%s.scope", "12:devices:/docker/%s")) {
      cgroup(90_210, line.formatted(own));
      cgroup(90_377, line.formatted(own));
      Strangers strangers = new Strangers(proc, List.of(), own::equals);
      assertThat(strangers.words(h200(), false, Optional.empty())).isEmpty();
    }
  }

  private void cgroup(long pid, String line) throws IOException {
    Path process = Files.createDirectories(proc.resolve(Long.toString(pid)));
    Files.writeString(process.resolve("cgroup"), line + "\n");
  }

  private static List<Occupant> h200() throws Exception {
    Card card = Seen.of("hopper.xml").cards().get(1);
    return card.processes();
  }

  private Optional<String> words(List<Occupant> occupants, List<String> ignored, boolean leased) {
    return new Strangers(proc, ignored, id -> false).words(occupants, leased, Optional.empty());
  }
}
