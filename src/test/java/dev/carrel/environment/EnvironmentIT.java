package dev.carrel.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carrel.engine.Labels;
import dev.carrel.engine.TerminalListener;
import dev.carrel.engine.TerminalSize;
import dev.carrel.engine.TerminalSpec;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Environments on the machine's own engine. */
@QuarkusTest
@TestProfile(RealEngine.class)
class EnvironmentIT extends RealEnvironments {
  private static final Duration TRUTH = Duration.ofSeconds(2);
  private static final Path WORKSPACES = Path.of(RealEngine.HOME, "workspaces");

  private static final String ASK_THE_INDEX =
      """
      import configparser, urllib.request
      pip = configparser.ConfigParser()
      pip.read('/etc/pip.conf')
      print(urllib.request.urlopen(pip['global']['index-url']).status)
      """;

  @Inject EnvironmentContents contents;

  @Test
  void isTheAccountsOwnInside() throws Exception {
    launch("my-project");
    assertThat(in("my-project", "id"))
        .startsWith(
            "uid=%d(%s) gid=%d(%s)"
                .formatted(alice.uid(), alice.username(), alice.gid(), alice.username()));
    assertThat(in("my-project", "busybox", "whoami")).isEqualTo(alice.username());
    assertThat(in("my-project", "hostname")).isEqualTo("my-project");
    assertThat(in("my-project", "pwd")).isEqualTo("/workspace");
    assertThat(in("my-project", "sh", "-c", "echo $HOME; echo mine > ~/notes; cat ~/notes"))
        .isEqualTo("/home/" + alice.username() + "\nmine");
    in("my-project", "sh", "-c", "echo data > /workspace/result");
    Path file = WORKSPACES.resolve(alice.username()).resolve("my-project/result");
    assertThat(file).hasContent("data\n".strip());
    assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo(alice.uid());
    assertThat(Files.getAttribute(file, "unix:gid")).isEqualTo(alice.gid());
    assertThat(screen("my-project"))
        .contains("temporary")
        .contains(alice.username() + "@my-project:/workspace$");
  }

  @Test
  void keepsTheHomeOverStopAndStartAndLosesItWhenRetired() {
    EnvironmentView view = launch("cycle");
    in("cycle", "sh", "-c", "echo kept > ~/notes");
    book.stop(alice, "cycle");
    becomes("cycle", Status.STOPPED);
    book.start(alice, "cycle");
    becomes("cycle", Status.RUNNING);
    assertThat(in("cycle", "sh", "-c", "cat ~/notes")).isEqualTo("kept");
    book.retire(alice, "cycle");
    becomes("cycle", Status.RETIRED);
    assertThat(Path.of(RealEngine.HOME, "environments/" + view.id())).doesNotExist();
    assertThat(WORKSPACES.resolve(alice.username()).resolve("cycle")).isDirectory();
  }

  @Test
  void showsWithinTwoSecondsWhatIsDoneWithDockerBesideIt() {
    String container = launch("beside").container().orElseThrow();
    Host.run("docker", "kill", container);
    truth("beside", Status.FAILED, Reason.Kind.KILLED_OUTSIDE);
    Host.run("docker", "start", container);
    await().atMost(TRUTH).until(() -> book.get(alice, "beside").status() == Status.RUNNING);
    Host.run("docker", "stop", "-t", "1", container);
    truth("beside", Status.STOPPED, Reason.Kind.STOPPED_OUTSIDE);
    book.start(alice, "beside");
    becomes("beside", Status.RUNNING);
    Host.run("docker", "rm", "-f", container);
    truth("beside", Status.FAILED, Reason.Kind.CONTAINER_GONE);
  }

  @Test
  void removesWhatNoRowKnowsAndLeavesOthersAlone() {
    Host.tryTo("docker", "rm", "-f", "carrel-it-other");
    Host.run(
        "docker",
        "run",
        "-d",
        "--name",
        "carrel-it-other",
        "--label",
        "carrel.environment=999999999",
        "carrel-test/busybox:1",
        "sleep",
        "60");
    Host.run(
        "docker",
        "run",
        "-d",
        "--label",
        Labels.INSTANCE + "=" + RealEngine.INSTANCE,
        "--label",
        "carrel.environment=999999999",
        "carrel-test/busybox:1",
        "sleep",
        "60");
    try {
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () -> engine.containers().list(Map.of("carrel.environment", "999999999")).isEmpty());
      assertThat(Host.run("docker", "inspect", "-f", "{{.State.Running}}", "carrel-it-other"))
          .isEqualTo("true");
    } finally {
      Host.tryTo("docker", "rm", "-f", "carrel-it-other");
    }
  }

  @Test
  void installsPackagesIntoTheHomeWhichIsTheirEnd() {
    String suite =
        Host.run("docker", "images", "carrel-base/debian-python", "--format", "{{.Tag}}")
            .lines()
            .findFirst()
            .orElseThrow();
    image = fixture.image(alice, "python", "carrel-base/debian-python:" + suite);
    EnvironmentView view = launch("python", 512L << 20);
    // The site's package sources answer inside, as they do in a build.
    assertThat(in("python", "python3", "-c", ASK_THE_INDEX)).isEqualTo("200");
    TinyWheel.into(WORKSPACES.resolve(alice.username()).resolve("python"));
    in("python", "pip", "install", "/workspace/" + TinyWheel.FILE);
    assertThat(in("python", "python3", "-c", "import tinywheel; print(tinywheel.ANSWER)"))
        .isEqualTo("42");
    assertThat(contents.packages(view.id())).containsExactly(TinyWheel.NAME + "==1.0");
    assertThat(in("python", "sh", "-c", "whoami; id -un"))
        .isEqualTo(alice.username() + "\n" + alice.username());
    assertThat(screen("python"))
        .contains("temporary")
        .contains(alice.username() + "@python")
        .contains("/workspace");
  }

  private String screen(String name) {
    var screen = new StringBuffer();
    try (var terminal =
        engine
            .containers()
            .openTerminal(
                book.get(alice, name).container().orElseThrow(),
                new TerminalSpec(Shell.COMMAND, new TerminalSize(24, 100), Map.of()),
                new TerminalListener() {
                  @Override
                  public void output(byte[] bytes) {
                    screen.append(new String(bytes, StandardCharsets.UTF_8));
                  }

                  @Override
                  public void ended(int exitCode) {}
                })) {
      await().atMost(Duration.ofSeconds(5)).until(() -> screen.toString().contains("$ "));
    }
    return screen.toString();
  }

  private void truth(String name, Status status, Reason.Kind reason) {
    await()
        .atMost(TRUTH)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              EnvironmentView now = book.get(alice, name);
              return now.status() == status
                  && now.reason().map(Reason::kind).filter(reason::equals).isPresent();
            });
  }
}
