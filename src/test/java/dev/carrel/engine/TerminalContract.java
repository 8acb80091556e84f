package dev.carrel.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every adapter promises of commands and terminals in a container. */
interface TerminalContract extends EngineOnBench {
  @Test
  default void runsCommands() {
    String id = running(container());
    assertThat(exec(id, "echo", "hi")).isEqualTo(new ExecResult(0, "hi\n", false));
    assertThat(exec(id, "false").exitCode()).isEqualTo(1);
    assertThat(exec(id, "sh", "-c", "exit 9").exitCode()).isEqualTo(9);
    assertThat(exec(id, "no-such-command").exitCode()).isIn(126, 127);
    ExecResult much = exec(id, "seq", "400000");
    assertThat(much.truncated()).isTrue();
    assertThat(much.output()).hasSize(1 << 20).startsWith("1\n2\n3\n");
    ExecResult late =
        engine().containers().exec(id, List.of("sleep", "30"), Duration.ofMillis(300));
    assertThat(late.exitCode()).isEqualTo(ExecResult.TIMED_OUT);
  }

  @Test
  default void opensATerminal() {
    String id = running(container());
    Screen screen = new Screen();
    Terminal terminal = engine().containers().openTerminal(id, shell(), screen);
    terminal.write("echo he''llo; echo $COLOUR\n".getBytes(StandardCharsets.UTF_8));
    screen.shows("hello\r\n");
    screen.shows("green\r\n");
    terminal.write("echo \"Grüße\"; stty size\n".getBytes(StandardCharsets.UTF_8));
    screen.shows("Grüße\r\n");
    screen.shows("24 80\r\n");
    terminal.resize(new TerminalSize(40, 132));
    terminal.write("stty size\n".getBytes(StandardCharsets.UTF_8));
    screen.shows("40 132\r\n");
    assertThat(terminal.open()).isTrue();
    terminal.write("exit 5\n".getBytes(StandardCharsets.UTF_8));
    screen.ends(5);
    await().atMost(SOON).until(() -> !terminal.open());
    terminal.write("more\n".getBytes(StandardCharsets.UTF_8));
    terminal.resize(new TerminalSize(1, 1));
    terminal.close();
    assertThat(screen.ends).isEqualTo(1);
  }

  @Test
  default void closingATerminalEndsItsShell() {
    String id = running(container());
    Screen screen = new Screen();
    Terminal terminal = engine().containers().openTerminal(id, shell(), screen);
    screen.shows("$ ");
    terminal.close();
    terminal.close();
    await().atMost(Duration.ofSeconds(6)).until(() -> !terminal.open());
    assertThat(screen.ends).isEqualTo(1);
  }

  @Test
  default void aTerminalEndsWithItsContainer() {
    String id = running(container());
    Screen screen = new Screen();
    Terminal terminal = engine().containers().openTerminal(id, shell(), screen);
    screen.shows("$ ");
    engine().containers().remove(id);
    await().atMost(SOON).until(() -> !terminal.open());
    assertThat(screen.ends).isEqualTo(1);
  }
}
