package dev.carrel.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carrel.engine.BuildSpec;
import dev.carrel.engine.ContainerLog;
import dev.carrel.engine.ContainerSpec;
import dev.carrel.engine.ContainerState;
import dev.carrel.engine.Engine;
import dev.carrel.engine.EngineContract;
import dev.carrel.engine.EngineRefused.Reason;
import dev.carrel.engine.ExecResult;
import dev.carrel.engine.Following;
import dev.carrel.engine.InstanceId;
import dev.carrel.engine.LogQuery;
import dev.carrel.engine.NetworkSpec;
import dev.carrel.engine.OutputStreamName;
import dev.carrel.engine.Screen;
import dev.carrel.engine.Terminal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Against the engine that {@code CARREL_TEST_ENGINE} names, else the usual one. */
class DockerEngineContractIT extends EngineContract {

  @Override
  protected Engine engine(InstanceId instance, Path bindRoot) {
    Optional<String> address = Optional.ofNullable(System.getenv("CARREL_TEST_ENGINE"));
    return new DockerEngine(DockerHost.of(address), instance, List.of(bindRoot));
  }

  @Test
  void aContainerHasNoPowers() {
    String id = running(container());
    String status = exec(id, "cat", "/proc/1/status", "/proc/self/status").output();
    assertThat(status.lines().filter(line -> line.startsWith("Cap")))
        .isNotEmpty()
        .allMatch(line -> line.endsWith("0000000000000000"));
    assertThat(status.lines().filter(line -> line.startsWith("NoNewPrivs")))
        .allMatch(l -> l.endsWith("1"));
    assertThat(status.lines().filter(line -> line.startsWith("Seccomp:")))
        .allMatch(l -> l.endsWith("2"));
    assertThat(status.lines().filter(line -> line.startsWith("Uid:")))
        .allMatch(line -> line.endsWith("\t23456"));
    assertThat(exec(id, "sh", "-c", "touch /etc/x /workspace/x").output()).contains("/etc/x");
    assertThat(workspace.resolve("x")).exists();
    JsonNode host = ((DockerEngine) engine).raw("/containers/" + id + "/json").path("HostConfig");
    assertThat(host.path("Privileged").asBoolean()).isFalse();
    assertThat(host.path("CapAdd").size()).isZero();
    assertThat(host.path("Init").asBoolean()).isTrue();
    assertThat(host.path("PidMode").asText()).isEmpty();
    assertThat(host.path("UsernsMode").asText()).isEmpty();
    assertThat(host.path("PidsLimit").asInt()).isEqualTo(64);
    assertThat(host.path("Memory").asLong()).isEqualTo(64L << 20);
    assertThat(host.path("MemorySwap").asLong()).isEqualTo(64L << 20);
    assertThat(host.path("NanoCpus").asLong()).isEqualTo(500_000_000L);
    assertThat(host.path("Binds").size()).isZero();
    assertThat(host.path("Mounts")).hasSize(1);
  }

  @Test
  void refusesPathsThatItWasNotGiven() throws Exception {
    String image = build("RUN echo container");
    Path link = Files.createSymbolicLink(workspace.resolveSibling("link"), Path.of("/usr/lib"));
    refuses(Reason.FAILED, () -> create(image, Path.of("/usr/lib")));
    refuses(Reason.FAILED, () -> create(image, link));
    refuses(Reason.FAILED, () -> create(image, workspace.getParent()));
    refuses(Reason.ABSENT, () -> create(image, workspace.resolveSibling("none")));
    assertThat(workspace.resolveSibling("none")).doesNotExist();
  }

  private void create(String image, Path workspace) {
    engine.containers().create(ContainerSpec.of("carrel-contract", image, USER, workspace).build());
  }

  @Test
  void endsAContainerThatTakesTooMuchMemory() throws Exception {
    String id = running(container().command("tail", "/dev/zero"));
    ContainerState state = engine.containers().await(id, Duration.ofSeconds(20));
    assertThat(state)
        .isInstanceOfSatisfying(
            ContainerState.Exited.class, exited -> assertThat(exited.exitCode()).isEqualTo(137));
  }

  @Test
  void doesNotTouchWhatAnotherInstanceMade() throws Exception {
    String id = running(container());
    String image = engine.containers().find(id).orElseThrow().imageId();
    try (Engine other = engine(new InstanceId("contract-other"), workspace)) {
      assertThat(other.containers().find(id)).isEmpty();
      assertThat(other.containers().list(Map.of())).isEmpty();
      assertThat(other.containers().remove(id)).isFalse();
      refuses(Reason.ABSENT, () -> other.containers().stop(id, Duration.ZERO));
      refuses(Reason.NOT_OURS, () -> other.images().remove(image));
      engine.networks().ensure(new NetworkSpec("carrel-contract", "carrel-ct0", "10.213.240.0/24"));
      refuses(Reason.NOT_OURS, () -> other.networks().remove("carrel-contract"));
    }
    assertThat(engine.containers().state(id)).isInstanceOf(ContainerState.Running.class);
  }

  @Test
  void containersOnANetworkDoNotReachOneAnother() {
    engine.networks().ensure(new NetworkSpec("carrel-contract", "carrel-ct0", "10.213.240.0/24"));
    String served =
        running(
            container()
                .network("carrel-contract")
                .command("sh", "-c", "while true; do echo hi | nc -l -p 7000; done"));
    String address = engine.containers().find(served).orElseThrow().address().orElseThrow();
    String image = engine.containers().find(served).orElseThrow().imageId();
    String other =
        running(
            ContainerSpec.of("carrel-contract-2", image, USER, workspace)
                .network("carrel-contract"));
    assertThat(exec(served, "sh", "-c", "nc -w 1 127.0.0.1 7000 < /dev/null").output())
        .contains("hi");
    assertThat(exec(other, "sh", "-c", "nc -w 2 " + address + " 7000 < /dev/null").exitCode())
        .isNotZero();
  }

  @Test
  void cacheMountsOfTwoAccountsAreApart() {
    String line = "RUN --mount=type=cache,target=/c cat /c/* 2>/dev/null; echo mine > /c/";
    String one = "one-" + System.nanoTime();
    assertThat(runs(one, line + "a")).doesNotContain("mine");
    assertThat(runs(one, line + "b")).contains("mine");
    assertThat(runs("two-" + System.nanoTime(), line + "a")).doesNotContain("mine");
  }

  private String runs(String account, String line) {
    var events = new ArrayList<dev.carrel.engine.BuildEvent>();
    BuildSpec spec =
        BuildSpec.of(BUSYBOX, context("FROM " + BUSYBOX + "\n" + line + "\n"), account)
            .withTags(List.of("carrel-contract/" + account));
    finished(events, spec);
    return output(events, OutputStreamName.OUT);
  }

  @Test
  void aBuildFindsTheHostsItIsTold() {
    var events = new ArrayList<dev.carrel.engine.BuildEvent>();
    finished(
        events,
        spec("RUN cat /etc/hosts").withoutCache().withExtraHosts(Map.of("wheels", "10.1.2.3")));
    assertThat(output(events, OutputStreamName.OUT)).containsPattern("10\\.1\\.2\\.3\\s+wheels");
  }

  @Test
  void closingATerminalEndsWhatRunsInItButNotWhatWasDetached() {
    String id = running(container());
    Screen screen = new Screen();
    Terminal terminal = engine.containers().openTerminal(id, shell(), screen);
    screen.shows("$ ");
    terminal.write("setsid sleep 7001 & sleep 7002\n".getBytes(StandardCharsets.UTF_8));
    await().until(() -> exec(id, "ps").output().contains("sleep 7002"));
    terminal.close();
    await().atMost(Duration.ofSeconds(6)).until(() -> !terminal.open());
    assertThat(exec(id, "ps").output()).contains("sleep 7001").doesNotContain("sleep 7002");
  }

  @Test
  void aTerminalThatIgnoresTheHangUpIsKilled() {
    String id = running(container());
    Screen screen = new Screen();
    Terminal terminal = engine.containers().openTerminal(id, shell(), screen);
    screen.shows("$ ");
    terminal.write("trap '' HUP; echo read''y; sleep 7003\n".getBytes(StandardCharsets.UTF_8));
    screen.shows("ready");
    terminal.close();
    await().atMost(Duration.ofSeconds(6)).until(() -> !terminal.open());
    assertThat(exec(id, "ps").output()).doesNotContain("sleep 7003");
  }

  @Test
  void aCommandThatIsLateIsEnded() {
    String id = running(container());
    ExecResult late =
        engine
            .containers()
            .exec(id, List.of("sh", "-c", "echo begun; sleep 7004"), Duration.ofMillis(700));
    assertThat(late.exitCode()).isEqualTo(ExecResult.TIMED_OUT);
    assertThat(late.output()).isEqualTo("begun\n");
    await().until(() -> !exec(id, "ps").output().contains("sleep 7004"));
  }

  @Test
  void twoHundredFollowersCostNoPlatformThreads() {
    String id = running(container().command("sh", "-c", "echo up; sleep infinity"));
    int before = Thread.activeCount();
    AtomicInteger heard = new AtomicInteger();
    List<Following> all = new CopyOnWriteArrayList<>();
    for (int i = 0; i < 200; i++) {
      all.add(
          engine
              .containers()
              .logs(
                  id,
                  LogQuery.following(),
                  log -> heard.addAndGet(log instanceof ContainerLog.Line ? 1 : 0)));
    }
    await().atMost(Duration.ofSeconds(20)).until(() -> heard.get() == 200);
    assertThat(Thread.activeCount() - before).isLessThan(20);
    all.forEach(Following::close);
    await().atMost(Duration.ofSeconds(5)).until(() -> all.stream().allMatch(Following::ended));
  }

  @Test
  void keepsTwentyTerminalsApart() {
    String id = running(container());
    List<Screen> screens = new ArrayList<>();
    List<Terminal> terminals = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Screen screen = new Screen();
      screens.add(screen);
      Terminal terminal = engine.containers().openTerminal(id, shell(), screen);
      terminals.add(terminal);
      terminal.write(("echo number-'" + i + "'-\n").getBytes(StandardCharsets.UTF_8));
    }
    for (int i = 0; i < 20; i++) {
      screens.get(i).shows("number-" + i + "-\r\n");
    }
    terminals.forEach(Terminal::close);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> terminals.stream().noneMatch(Terminal::open));
  }
}
