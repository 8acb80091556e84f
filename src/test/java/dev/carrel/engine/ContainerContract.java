package dev.carrel.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carrel.engine.EngineRefused.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What every adapter promises of containers and their logs. */
interface ContainerContract extends EngineOnBench {
  @Test
  default void refusesImagesThatItDidNotBuild() {
    String foreign = engine().images().find(BUSYBOX).orElseThrow().id();
    refuses(
        Reason.NOT_OURS,
        () ->
            engine()
                .containers()
                .create(ContainerSpec.of(NAME, foreign, USER, workspace()).build()));
    refuses(
        Reason.ABSENT,
        () ->
            engine()
                .containers()
                .create(
                    ContainerSpec.of(NAME, "sha256:" + "0".repeat(64), USER, workspace()).build()));
  }

  @Test
  default void walksThroughAContainersLife() throws Exception {
    Containers containers = engine().containers();
    String id = containers.create(container().label(Labels.ENVIRONMENT, "12").build());
    assertThat(containers.state(id)).isInstanceOf(ContainerState.Created.class);
    containers.start(id);
    containers.start(id);
    assertThat(containers.state(NAME)).isInstanceOf(ContainerState.Running.class);
    ContainerView view = containers.find(NAME).orElseThrow();
    assertThat(view.id()).isEqualTo(id);
    assertThat(view.name()).isEqualTo(NAME);
    assertThat(view.labels())
        .containsEntry(Labels.ENVIRONMENT, "12")
        .containsEntry(Labels.INSTANCE, "contract");
    assertThat(containers.list(Map.of(Labels.ENVIRONMENT, "12"))).hasSize(1);
    assertThat(containers.list(Map.of(Labels.ENVIRONMENT, "13"))).isEmpty();
    assertThat(containers.usage(id)).isPresent();
    ContainerMeter meter = containers.meters(List.of(id, "not-there")).get(id);
    assertThat(meter.memory()).isPositive();
    assertThat(meter.cpu()).isGreaterThanOrEqualTo(Duration.ZERO);
    refuses(Reason.NAME_TAKEN, () -> containers.create(container().build()));
    refuses(Reason.IN_USE, () -> engine().images().remove(view.imageId()));
    containers.stop(id, Duration.ofSeconds(1));
    containers.stop(id, Duration.ofSeconds(1));
    assertThat(containers.state(id)).isInstanceOf(ContainerState.Exited.class);
    assertThat(containers.usage(id)).isEmpty();
    assertThat(containers.meters(List.of(id))).isEmpty();
    refuses(Reason.IN_USE, () -> containers.exec(id, List.of("true"), Duration.ofSeconds(5)));
    containers.start(id);
    assertThat(containers.state(id)).isInstanceOf(ContainerState.Running.class);
    assertThat(containers.remove(id)).isTrue();
    assertThat(containers.remove(id)).isFalse();
    assertThat(containers.state(id)).isInstanceOf(ContainerState.Gone.class);
    refuses(Reason.ABSENT, () -> containers.start(id));
  }

  @Test
  default void saysHowAContainerEnded() throws Exception {
    String id = running(container().command("sh", "-c", "echo hello; exit 7"));
    ContainerState state = engine().containers().await(id, SOON);
    assertThat(state)
        .isInstanceOfSatisfying(
            ContainerState.Exited.class,
            exited -> {
              assertThat(exited.exitCode()).isEqualTo(7);
              assertThat(exited.outOfMemory()).isFalse();
            });
    assertThat(engine().containers().list(Map.of()).getFirst().state()).isEqualTo(state);
  }

  @Test
  default void givesAContainersLog() throws Exception {
    String id =
        running(container().command("sh", "-c", "echo one; echo two >&2; sleep 0.3; echo three"));
    List<ContainerLog> log = new CopyOnWriteArrayList<>();
    engine().containers().logs(id, LogQuery.following(), log::add).await();
    assertThat(lines(log)).containsExactlyInAnyOrder("one", "two", "three");
    assertThat(log.getLast()).isInstanceOf(ContainerLog.Ended.class);
    assertThat(log)
        .anyMatch(
            l -> l instanceof ContainerLog.Line line && line.stream() == OutputStreamName.ERR);
    List<ContainerLog> tail = new CopyOnWriteArrayList<>();
    engine().containers().logs(id, LogQuery.last(1), tail::add).await();
    assertThat(lines(tail)).containsExactly("three");
  }

  @Test
  default void endsAFollowedLogWhenClosed() throws Exception {
    String id = running(container().command("sh", "-c", "echo up; sleep infinity"));
    List<ContainerLog> log = new CopyOnWriteArrayList<>();
    Following following = engine().containers().logs(id, LogQuery.following(), log::add);
    await().atMost(SOON).until(() -> lines(log).contains("up"));
    assertThat(following.ended()).isFalse();
    following.close();
    await().atMost(Duration.ofSeconds(3)).until(following::ended);
    assertThat(log.getLast()).isInstanceOf(ContainerLog.Ended.class);
  }

  @Test
  default void showsTheWorkspaceAndNamesTheChangesOutsideIt() throws Exception {
    Files.writeString(workspace().resolve("in"), "from the host");
    String id = running(container());
    assertThat(exec(id, "cat", "/workspace/in").output()).isEqualTo("from the host");
    exec(id, "sh", "-c", "echo back > /workspace/out; echo lost > /tmp/scratch");
    assertThat(workspace().resolve("out")).hasContent("back\n");
    assertThat(engine().containers().changes(id))
        .contains(new FileChange(FileChange.Kind.ADDED, "/tmp/scratch"))
        .noneMatch(change -> change.path().equals("/workspace/out"));
  }

  @Test
  default void givesEnvironmentHomeAndFiles() throws Exception {
    Path home = Files.createDirectory(workspace().resolveSibling("home"));
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path passwd =
        Files.writeString(
            workspace().resolveSibling("passwd"), "alice:x:23456:23457::/home/alice:/bin/sh\n");
    String id =
        running(
            container()
                .hostname("my-project")
                .environment(Map.of("COLOUR", "green"))
                .home(new HomeMount(home, "/home/alice"))
                .file(new GeneratedFile(passwd, "/etc/passwd")));
    assertThat(exec(id, "hostname").output()).isEqualTo("my-project\n");
    assertThat(exec(id, "sh", "-c", "echo $COLOUR").output()).isEqualTo("green\n");
    assertThat(exec(id, "cat", "/etc/passwd").output()).startsWith("alice:");
    exec(id, "touch", "/home/alice/.profile");
    assertThat(home.resolve(".profile")).exists();
    assertThat(exec(id, "pwd").output()).isEqualTo("/workspace\n");
  }

  private static List<String> lines(List<ContainerLog> log) {
    return log.stream()
        .filter(ContainerLog.Line.class::isInstance)
        .map(line -> ((ContainerLog.Line) line).text())
        .toList();
  }
}
