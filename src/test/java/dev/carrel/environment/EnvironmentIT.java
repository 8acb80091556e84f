package dev.carrel.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carrel.account.Account;
import dev.carrel.engine.Engine;
import dev.carrel.engine.Labels;
import dev.carrel.engine.TerminalListener;
import dev.carrel.engine.TerminalSize;
import dev.carrel.engine.TerminalSpec;
import dev.carrel.environment.network.EnvironmentNetwork;
import dev.carrel.environment.network.ShieldState;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Environments on the machine's own engine. */
@QuarkusTest
@TestProfile(RealEngine.class)
class EnvironmentIT {
  private static final Duration TRUTH = Duration.ofSeconds(2);
  private static final Path WORKSPACES = Path.of(RealEngine.HOME, "workspaces");

  private static final String ASK_THE_INDEX =
      """
      import configparser, urllib.request
      pip = configparser.ConfigParser()
      pip.read('/etc/pip.conf')
      print(urllib.request.urlopen(pip['global']['index-url']).status)
      """;

  @Inject LaunchFixture fixture;
  @Inject Launcher launcher;
  @Inject EnvironmentBook book;
  @Inject EnvironmentExec exec;
  @Inject EnvironmentContents contents;
  @Inject Engine engine;
  @Inject EnvironmentNetwork network;

  private Account alice;
  private String image;

  @BeforeEach
  void anImage() {
    alice = fixture.account();
    image = fixture.image(alice, "tools");
  }

  @AfterEach
  void leaveNothing() {
    engine.containers().list(Map.of()).forEach(c -> engine.containers().remove(c.id()));
    engine.images().list(Map.of()).forEach(i -> engine.images().remove(i.id()));
  }

  @AfterAll
  static void removeTheNetwork() {
    Host.tryTo("docker", "network", "rm", RealEngine.INSTANCE);
    Host.tryTo("rm", "-rf", RealEngine.HOME);
  }

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

  @Test
  void reachesTheOutsideButNeitherNeighbourNorHostNorMetadata() throws Exception {
    launch("one");
    EnvironmentView two = launch("two");
    String neighbour =
        engine
            .containers()
            .find(two.container().orElseThrow())
            .orElseThrow()
            .address()
            .orElseThrow();
    assertThat(network.shield()).isInstanceOf(ShieldState.Raised.class);
    String gateway = engine.networks().find(RealEngine.INSTANCE).orElseThrow().gateway();
    in("two", "sh", "-c", "(while true; do echo two | nc -l -p 8000; done) > /dev/null 2>&1 &");
    try (Outside outside = new Outside();
        ServerSocket host = new ServerSocket(0, 50, InetAddress.getByName("0.0.0.0"))) {
      Thread.ofVirtual().start(() -> serve(host));
      // Each of them is there, seen from the host.
      assertThat(reaches(neighbour, 8000)).isTrue();
      assertThat(reaches(gateway, host.getLocalPort())).isTrue();
      assertThat(reaches(Outside.METADATA, Outside.PORT)).isTrue();
      assertThat(reachesFrom("one", Outside.ADDRESS, Outside.PORT)).isTrue();
      assertThat(reachesFrom("one", neighbour, 8000)).isFalse();
      assertThat(reachesFrom("one", gateway, host.getLocalPort())).isFalse();
      assertThat(reachesFrom("one", "172.17.0.1", host.getLocalPort())).isFalse();
      assertThat(reachesFrom("one", "198.51.100.1", host.getLocalPort())).isFalse();
      assertThat(reachesFrom("one", Outside.METADATA, Outside.PORT)).isFalse();
      // Without the shield the host would be reached: it is the shield that holds.
      Host.run("nft", "delete", "table", "inet", "carrel_environment_it");
      assertThat(reachesFrom("one", gateway, host.getLocalPort())).isTrue();
      network.guard();
      assertThat(reachesFrom("one", gateway, host.getLocalPort())).isFalse();
    }
  }

  private EnvironmentView launch(String name) {
    return launch(name, 64L << 20);
  }

  private EnvironmentView launch(String name, long memory) {
    launcher.launch(
        alice,
        LaunchRequest.fromImage(name, image)
            .withLimits(new BigDecimal("0.5"), memory, BigDecimal.ONE));
    return becomes(name, Status.RUNNING);
  }

  private String in(String name, String... command) {
    EnvironmentExec.Answer answer = exec.run(alice, name, List.of(command));
    assertThat(answer.exitCode()).as(answer.output()).isZero();
    return answer.output().strip();
  }

  private boolean reachesFrom(String name, String address, int port) {
    return exec.run(
                alice,
                name,
                List.of("sh", "-c", "nc -w 2 %s %d < /dev/null".formatted(address, port)))
            .exitCode()
        == 0;
  }

  private static boolean reaches(String address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 2000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void serve(ServerSocket host) {
    while (!host.isClosed()) {
      try (Socket caller = host.accept()) {
        caller.getOutputStream().write("host\n".getBytes(StandardCharsets.US_ASCII));
      } catch (IOException closed) {
        return;
      }
    }
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

  private EnvironmentView becomes(String name, Status status) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> book.get(alice, name).status() == status);
    return book.get(alice, name);
  }
}
