package dev.carrel.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs a command inside, with this machine's own shell. */
class JobScriptTest {
  private static final Path SCRIPT =
      Path.of("src/main/resources/environment/inside/job").toAbsolutePath();

  @TempDir Path workspace;

  private record End(int code, String log) {}

  @Test
  void keepsTheOutputInTheLogAndInTheFile() throws Exception {
    End end = run("results/deep/run.log", "sh", "-c", "echo 42; echo oh >&2; exit 3");
    assertThat(end).isEqualTo(new End(3, "42\noh\n"));
    assertThat(workspace.resolve("results/deep/run.log")).hasContent("42\noh");
  }

  @Test
  void runsNothingWhoseOutputNobodyCouldKeep() throws Exception {
    Files.createDirectory(workspace.resolve("results"));
    Files.createFile(workspace.resolve("notes"));
    for (String file : List.of("results", "notes/run.log")) {
      End end = run(file, "touch", "ran");
      assertThat(end.code()).isEqualTo(73);
      assertThat(end.log()).contains("The output cannot go to /workspace/" + file);
      assertThat(workspace.resolve("ran")).doesNotExist();
    }
  }

  @Test
  void takesAFilesNameForNothingElse() throws Exception {
    String name = "a$(touch ran)`touch ran`;b \"'.log";
    assertThat(run(name, "echo", "$(touch ran)")).isEqualTo(new End(0, "$(touch ran)\n"));
    assertThat(workspace.resolve(name)).hasContent("$(touch ran)");
    assertThat(workspace.resolve("ran")).doesNotExist();
  }

  private End run(String file, String... command) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("sh", SCRIPT.toString(), file));
    words.addAll(List.of(command));
    Process process =
        new ProcessBuilder(words).directory(workspace.toFile()).redirectErrorStream(true).start();
    String log = new String(process.getInputStream().readAllBytes());
    return new End(process.waitFor(), log);
  }
}
