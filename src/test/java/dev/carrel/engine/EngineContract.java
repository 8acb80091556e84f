package dev.carrel.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.carrel.engine.EngineEvent.Change;
import dev.carrel.engine.EngineEvent.ContainerChanged;
import dev.carrel.engine.EngineRefused.Reason;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every adapter promises. Needs the image {@link #BUSYBOX} in the engine. */
public abstract class EngineContract {

  protected static final String BUSYBOX = "carrel-test/busybox:1";
  protected static final PosixUser USER = new PosixUser(23_456, 23_457);
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String NAME = "carrel-contract";

  @TempDir Path folder;
  protected Path workspace;
  protected Engine engine;

  /** An adapter for another instance on the same engine. */
  protected abstract Engine engine(InstanceId instance, Path bindRoot) throws IOException;

  @BeforeEach
  void open() throws IOException {
    workspace = folder.toRealPath().resolve("workspace");
    Files.createDirectory(workspace);
    Files.setPosixFilePermissions(workspace, PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    engine = engine(new InstanceId("contract"), folder.toRealPath());
    sweep();
  }

  @AfterEach
  void sweep() {
    engine.containers().list(Map.of()).forEach(one -> engine.containers().remove(one.id()));
    engine.images().list(Map.of()).forEach(image -> engine.images().remove(image.id()));
    engine.networks().remove(NAME);
  }

  @Test
  void tellsWhatItIs() {
    EngineInfo info = engine.info();
    assertThat(info.cpus()).isPositive();
    assertThat(info.memory()).isPositive();
    assertThat(info.version()).isNotBlank();
    assertThat(info.devices()).isEmpty();
  }

  // Devices

  @Test
  void namesDevicesThatAContainerSees() {
    String id = running(container());
    assertThat(exec(id, "sh", "-c", "echo $NVIDIA_VISIBLE_DEVICES").output().strip())
        .isEqualTo("void");
  }

  @Test
  void claimsNoDevicesByTheImagesOrTheUsersEnvironment() {
    String image = build("ENV NVIDIA_VISIBLE_DEVICES=all");
    String id =
        running(
            ContainerSpec.of(NAME, image, USER, workspace)
                .environment(Map.of("NVIDIA_VISIBLE_DEVICES", "all")));
    assertThat(exec(id, "sh", "-c", "echo $NVIDIA_VISIBLE_DEVICES").output().strip())
        .isEqualTo("void");
  }

  @Test
  void refusesDevicesWhereItHasNoWayToGiveThem() {
    ContainerSpecBuilder spec = container().device("GPU-5a4b0000-0000-4000-8000-000000000001");
    if (engine.info().giving() == Giving.NONE) {
      refuses(Reason.FAILED, () -> engine.containers().create(spec.build()));
      assertThat(engine.containers().find(NAME)).isEmpty();
    } else {
      assertThat(engine.containers().create(spec.build())).isNotBlank();
    }
  }

  // Images

  @Test
  void findsImagesByNameAndId() {
    EngineImage image = engine.images().find(BUSYBOX).orElseThrow();
    assertThat(image.id()).matches("sha256:[0-9a-f]{64}");
    assertThat(image.references()).contains(BUSYBOX);
    assertThat(engine.images().find(image.id())).contains(image);
    assertThat(engine.images().find("carrel-test/nothing:here")).isEmpty();
  }

  @Test
  void neverTouchesForeignImages() {
    EngineImage foreign = engine.images().find(BUSYBOX).orElseThrow();
    refuses(Reason.NOT_OURS, () -> engine.images().remove(BUSYBOX));
    refuses(Reason.NOT_OURS, () -> engine.images().tag(foreign.id(), "carrel-contract/x:1"));
    assertThat(engine.images().list(Map.of())).doesNotContain(foreign);
    String ours = build("RUN echo mine");
    refuses(Reason.NOT_OURS, () -> engine.images().tag(ours, BUSYBOX));
    assertThat(engine.images().find(BUSYBOX)).contains(foreign);
  }

  @Test
  void movesTagsAndTakesTheImageWithTheLastOne() {
    String first = build("RUN echo one");
    String second = build("RUN echo two");
    engine.images().tag(first, "carrel-contract/x:latest");
    engine.images().tag(second, "carrel-contract/x:latest");
    assertThat(engine.images().find("carrel-contract/x:latest").orElseThrow().id())
        .isEqualTo(second);
    assertThat(engine.images().remove("carrel-contract/image:1")).isTrue();
    assertThat(engine.images().find(second)).isPresent();
    assertThat(engine.images().remove("carrel-contract/x:latest")).isTrue();
    assertThat(engine.images().find(second)).isEmpty();
    assertThat(engine.images().remove("carrel-contract/x:latest")).isFalse();
  }

  // Builds

  @Test
  void buildsAndTellsEachStep() {
    List<BuildEvent> events = new CopyOnWriteArrayList<>();
    String id = finished(events, spec("RUN echo out && echo err >&2").withoutCache());
    assertThat(output(events, OutputStreamName.OUT)).contains("out");
    assertThat(output(events, OutputStreamName.ERR)).contains("err");
    BuildEvent.StepFinished run =
        finishedSteps(events).stream()
            .filter(step -> step.name().contains("echo out"))
            .findFirst()
            .orElseThrow();
    assertThat(run.cached()).isFalse();
    assertThat(run.error()).isEmpty();
    assertThat(run.completed()).isAfterOrEqualTo(run.started());
    assertThat(events)
        .anyMatch(e -> e instanceof BuildEvent.StepPlanned p && p.step().equals(run.step()))
        .anyMatch(e -> e instanceof BuildEvent.StepStarted s && s.step().equals(run.step()));
    EngineImage image = engine.images().find(id).orElseThrow();
    assertThat(image.labels())
        .containsEntry(Labels.INSTANCE, "contract")
        .containsEntry(Labels.BUILD, "7");
    assertThat(image.references()).contains("carrel-contract/image:1");
    assertThat(engine.images().list(Map.of(Labels.BUILD, "7"))).contains(image);
    assertThat(engine.images().list(Map.of(Labels.BUILD, "8"))).isEmpty();
    assertThat(engine.images().usage()).containsKey(id);
  }

  @Test
  void saysWhatCameFromTheCache() {
    List<BuildEvent> events = new CopyOnWriteArrayList<>();
    BuildSpec spec = spec("RUN echo cached-" + System.nanoTime());
    String first = finished(events, spec);
    events.clear();
    String second = finished(events, spec);
    assertThat(second).isEqualTo(first);
    assertThat(finishedSteps(events))
        .filteredOn(step -> step.name().contains("RUN"))
        .isNotEmpty()
        .allMatch(BuildEvent.StepFinished::cached);
  }

  @Test
  void tellsWhyABuildBreaks() {
    List<BuildEvent> events = new CopyOnWriteArrayList<>();
    BuildEvent.Broken broken =
        (BuildEvent.Broken) built(events, spec("RUN echo bad && exit 3").withoutCache());
    assertThat(broken.cause()).isEqualTo(BuildEvent.Cause.FAILED);
    assertThat(broken.message()).contains("exit code: 3");
    assertThat(finishedSteps(events)).anyMatch(step -> step.error().isPresent());
    assertThat(output(events, OutputStreamName.OUT)).contains("bad");
  }

  @Test
  void tellsThatABaseIsMissing() {
    BuildSpec spec =
        BuildSpec.of(
            "carrel-test/nothing:here", context("FROM carrel-test/nothing:here\n"), "contract");
    assertThat(built(new CopyOnWriteArrayList<>(), spec)).isInstanceOf(BuildEvent.Broken.class);
  }

  @Test
  void cancelsABuild() throws Exception {
    List<BuildEvent> events = new CopyOnWriteArrayList<>();
    Following build =
        engine.builder().build(spec("RUN echo going && sleep 60").withoutCache(), events::add);
    await().atMost(SOON).until(() -> output(events, OutputStreamName.OUT).contains("going"));
    build.close();
    await().atMost(Duration.ofSeconds(3)).until(build::ended);
    assertThat(events.getLast())
        .isInstanceOfSatisfying(
            BuildEvent.Broken.class,
            broken -> assertThat(broken.cause()).isEqualTo(BuildEvent.Cause.CANCELLED));
    build.close();
  }

  // Containers

  @Test
  void refusesImagesThatItDidNotBuild() {
    String foreign = engine.images().find(BUSYBOX).orElseThrow().id();
    refuses(
        Reason.NOT_OURS,
        () -> engine.containers().create(ContainerSpec.of(NAME, foreign, USER, workspace).build()));
    refuses(
        Reason.ABSENT,
        () ->
            engine
                .containers()
                .create(
                    ContainerSpec.of(NAME, "sha256:" + "0".repeat(64), USER, workspace).build()));
  }

  @Test
  void walksThroughAContainersLife() throws Exception {
    Containers containers = engine.containers();
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
    refuses(Reason.IN_USE, () -> engine.images().remove(view.imageId()));
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
  void saysHowAContainerEnded() throws Exception {
    String id = running(container().command("sh", "-c", "echo hello; exit 7"));
    ContainerState state = engine.containers().await(id, SOON);
    assertThat(state)
        .isInstanceOfSatisfying(
            ContainerState.Exited.class,
            exited -> {
              assertThat(exited.exitCode()).isEqualTo(7);
              assertThat(exited.outOfMemory()).isFalse();
            });
    assertThat(engine.containers().list(Map.of()).getFirst().state()).isEqualTo(state);
  }

  @Test
  void givesAContainersLog() throws Exception {
    String id =
        running(container().command("sh", "-c", "echo one; echo two >&2; sleep 0.3; echo three"));
    List<ContainerLog> log = new CopyOnWriteArrayList<>();
    engine.containers().logs(id, LogQuery.following(), log::add).await();
    assertThat(lines(log)).containsExactlyInAnyOrder("one", "two", "three");
    assertThat(log.getLast()).isInstanceOf(ContainerLog.Ended.class);
    assertThat(log)
        .anyMatch(
            l -> l instanceof ContainerLog.Line line && line.stream() == OutputStreamName.ERR);
    List<ContainerLog> tail = new CopyOnWriteArrayList<>();
    engine.containers().logs(id, LogQuery.last(1), tail::add).await();
    assertThat(lines(tail)).containsExactly("three");
  }

  @Test
  void endsAFollowedLogWhenClosed() throws Exception {
    String id = running(container().command("sh", "-c", "echo up; sleep infinity"));
    List<ContainerLog> log = new CopyOnWriteArrayList<>();
    Following following = engine.containers().logs(id, LogQuery.following(), log::add);
    await().atMost(SOON).until(() -> lines(log).contains("up"));
    assertThat(following.ended()).isFalse();
    following.close();
    await().atMost(Duration.ofSeconds(3)).until(following::ended);
    assertThat(log.getLast()).isInstanceOf(ContainerLog.Ended.class);
  }

  @Test
  void showsTheWorkspaceAndNamesTheChangesOutsideIt() throws Exception {
    Files.writeString(workspace.resolve("in"), "from the host");
    String id = running(container());
    assertThat(exec(id, "cat", "/workspace/in").output()).isEqualTo("from the host");
    exec(id, "sh", "-c", "echo back > /workspace/out; echo lost > /tmp/scratch");
    assertThat(workspace.resolve("out")).hasContent("back\n");
    assertThat(engine.containers().changes(id))
        .contains(new FileChange(FileChange.Kind.ADDED, "/tmp/scratch"))
        .noneMatch(change -> change.path().equals("/workspace/out"));
  }

  @Test
  void givesEnvironmentHomeAndFiles() throws Exception {
    Path home = Files.createDirectory(workspace.resolveSibling("home"));
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
    Path passwd =
        Files.writeString(
            workspace.resolveSibling("passwd"), "alice:x:23456:23457::/home/alice:/bin/sh\n");
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

  // Exec and terminals

  @Test
  void runsCommands() {
    String id = running(container());
    assertThat(exec(id, "echo", "hi")).isEqualTo(new ExecResult(0, "hi\n", false));
    assertThat(exec(id, "false").exitCode()).isEqualTo(1);
    assertThat(exec(id, "sh", "-c", "exit 9").exitCode()).isEqualTo(9);
    assertThat(exec(id, "no-such-command").exitCode()).isIn(126, 127);
    ExecResult much = exec(id, "seq", "400000");
    assertThat(much.truncated()).isTrue();
    assertThat(much.output()).hasSize(1 << 20).startsWith("1\n2\n3\n");
    ExecResult late = engine.containers().exec(id, List.of("sleep", "30"), Duration.ofMillis(300));
    assertThat(late.exitCode()).isEqualTo(ExecResult.TIMED_OUT);
  }

  @Test
  void opensATerminal() {
    String id = running(container());
    Screen screen = new Screen();
    Terminal terminal = engine.containers().openTerminal(id, shell(), screen);
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
  void closingATerminalEndsItsShell() {
    String id = running(container());
    Screen screen = new Screen();
    Terminal terminal = engine.containers().openTerminal(id, shell(), screen);
    screen.shows("$ ");
    terminal.close();
    terminal.close();
    await().atMost(Duration.ofSeconds(6)).until(() -> !terminal.open());
    assertThat(screen.ends).isEqualTo(1);
  }

  @Test
  void aTerminalEndsWithItsContainer() {
    String id = running(container());
    Screen screen = new Screen();
    Terminal terminal = engine.containers().openTerminal(id, shell(), screen);
    screen.shows("$ ");
    engine.containers().remove(id);
    await().atMost(SOON).until(() -> !terminal.open());
    assertThat(screen.ends).isEqualTo(1);
  }

  // Events

  @Test
  void tellsWhatHappensToItsContainers() throws Exception {
    List<EngineEvent> events = new CopyOnWriteArrayList<>();
    try (Following following = engine.events(events::add)) {
      await().atMost(SOON).until(() -> events.contains(new EngineEvent.Gap()));
      String id =
          running(container().command("sh", "-c", "exit 3").label(Labels.ENVIRONMENT, "12"));
      engine.containers().await(id, SOON);
      engine.containers().remove(id);
      await().atMost(SOON).until(() -> changes(events).contains(Change.DESTROYED));
      assertThat(changes(events))
          .containsSubsequence(Change.CREATED, Change.STARTED, Change.DIED, Change.DESTROYED);
      ContainerChanged died =
          of(events).stream().filter(e -> e.change() == Change.DIED).findFirst().orElseThrow();
      assertThat(died.exitCode()).isEqualTo(OptionalInt.of(3));
      assertThat(died.name()).isEqualTo(NAME);
      assertThat(died.container()).isEqualTo(id);
      assertThat(died.labels()).containsEntry(Labels.ENVIRONMENT, "12");
      following.close();
      await().atMost(Duration.ofSeconds(3)).until(following::ended);
    }
  }

  @Test
  void goesOnWithEventsAfterAListenersMistake() {
    List<EngineEvent> events = new CopyOnWriteArrayList<>();
    Consumer<EngineEvent> clumsy =
        event -> {
          events.add(event);
          if (event instanceof ContainerChanged && changes(events).size() == 1) {
            throw new IllegalStateException("a listener's mistake, made by a test");
          }
        };
    try (Following following = engine.events(clumsy)) {
      await().atMost(SOON).until(() -> events.contains(new EngineEvent.Gap()));
      String id = engine.containers().create(container().build());
      await().atMost(SOON).until(() -> events.getLast().equals(new EngineEvent.Gap()));
      engine.containers().remove(id);
      await().atMost(SOON).until(() -> changes(events).contains(Change.DESTROYED));
      assertThat(following.ended()).isFalse();
    }
  }

  @Test
  void tellsThatAnImageIsRemoved() {
    String id = build("RUN echo soon-gone");
    List<EngineEvent> events = new CopyOnWriteArrayList<>();
    try (Following following = engine.events(events::add)) {
      await().atMost(SOON).until(() -> events.contains(new EngineEvent.Gap()));
      engine.images().remove(id);
      await()
          .atMost(SOON)
          .until(
              () ->
                  events.stream()
                      .anyMatch(
                          e -> e instanceof EngineEvent.ImageRemoved r && r.imageId().equals(id)));
    }
  }

  // Networks

  @Test
  void makesANetworkOnceAndKeepsItWhileItIsUsed() {
    NetworkSpec spec = new NetworkSpec(NAME, "carrel-ct0", "10.213.240.0/24");
    NetworkView made = engine.networks().ensure(spec);
    assertThat(made.gateway()).isEqualTo("10.213.240.1");
    assertThat(made.bridge()).isEqualTo("carrel-ct0");
    assertThat(engine.networks().ensure(spec)).isEqualTo(made);
    assertThat(engine.networks().find(NAME)).contains(made);
    String id = running(container().network(NAME));
    assertThat(engine.containers().find(id).orElseThrow().address()).isPresent();
    refuses(Reason.IN_USE, () -> engine.networks().remove(NAME));
    engine.containers().remove(id);
    NetworkView other =
        engine.networks().ensure(new NetworkSpec(NAME, "carrel-ct0", "10.213.241.0/24"));
    assertThat(other.gateway()).isEqualTo("10.213.241.1");
    assertThat(engine.networks().remove(NAME)).isTrue();
    assertThat(engine.networks().remove(NAME)).isFalse();
    assertThat(engine.networks().find(NAME)).isEmpty();
  }

  @Test
  void refusesAnUnknownNetwork() {
    String image = build("RUN true");
    refuses(
        Reason.ABSENT,
        () ->
            engine
                .containers()
                .create(
                    ContainerSpec.of(NAME, image, USER, workspace).network("carrel-no").build()));
  }

  // Help

  protected ContainerSpecBuilder container() {
    return ContainerSpec.of(NAME, build("RUN echo container"), USER, workspace)
        .hostname(NAME)
        .environment(Map.of("COLOUR", "green"))
        .limits(new ResourceLimits(new BigDecimal("0.5"), 64L << 20, 64, 16L << 20, 1024));
  }

  protected String running(ContainerSpecBuilder spec) {
    String id = engine.containers().create(spec.build());
    engine.containers().start(id);
    return id;
  }

  protected ExecResult exec(String id, String... command) {
    return engine.containers().exec(id, List.of(command), SOON);
  }

  protected static TerminalSpec shell() {
    return new TerminalSpec(List.of("sh"), new TerminalSize(24, 80), Map.of("PS1", "$ "));
  }

  protected static BuildSpec spec(String lines) {
    return BuildSpec.of(BUSYBOX, context("FROM " + BUSYBOX + "\n" + lines + "\n"), "contract")
        .withTags(List.of("carrel-contract/image:1"))
        .withLabels(Map.of(Labels.BUILD, "7"));
  }

  protected static Map<String, byte[]> context(String dockerfile) {
    Map<String, byte[]> context = new HashMap<>();
    context.put("Dockerfile", dockerfile.getBytes(StandardCharsets.UTF_8));
    return context;
  }

  protected String build(String lines) {
    return finished(new ArrayList<>(), spec(lines));
  }

  protected String finished(List<BuildEvent> events, BuildSpec spec) {
    BuildEvent end = built(events, spec);
    assertThat(end).isInstanceOf(BuildEvent.Finished.class);
    return ((BuildEvent.Finished) end).imageId();
  }

  protected BuildEvent built(List<BuildEvent> events, BuildSpec spec) {
    try {
      Consumer<BuildEvent> add = events::add;
      engine.builder().build(spec, add).await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    assertThat(events)
        .filteredOn(e -> e instanceof BuildEvent.Finished || e instanceof BuildEvent.Broken)
        .hasSize(1);
    return events.getLast();
  }

  protected static String output(List<BuildEvent> events, OutputStreamName stream) {
    StringBuilder text = new StringBuilder();
    for (BuildEvent event : events) {
      if (event instanceof BuildEvent.Output out && out.stream() == stream) {
        text.append(new String(out.bytes(), StandardCharsets.UTF_8));
      }
    }
    return text.toString();
  }

  private static List<BuildEvent.StepFinished> finishedSteps(List<BuildEvent> events) {
    return events.stream()
        .filter(BuildEvent.StepFinished.class::isInstance)
        .map(BuildEvent.StepFinished.class::cast)
        .toList();
  }

  private static List<String> lines(List<ContainerLog> log) {
    return log.stream()
        .filter(ContainerLog.Line.class::isInstance)
        .map(line -> ((ContainerLog.Line) line).text())
        .toList();
  }

  private static List<ContainerChanged> of(List<EngineEvent> events) {
    return events.stream()
        .filter(ContainerChanged.class::isInstance)
        .map(ContainerChanged.class::cast)
        .toList();
  }

  private static List<Change> changes(List<EngineEvent> events) {
    return of(events).stream().map(ContainerChanged::change).toList();
  }

  protected static void refuses(Reason reason, Runnable step) {
    assertThatThrownBy(step::run)
        .isInstanceOfSatisfying(
            EngineRefused.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
  }
}
