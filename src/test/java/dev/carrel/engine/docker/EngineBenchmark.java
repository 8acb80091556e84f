package dev.carrel.engine.docker;

import dev.carrel.engine.BuildEvent;
import dev.carrel.engine.BuildSpec;
import dev.carrel.engine.ContainerSpec;
import dev.carrel.engine.Engine;
import dev.carrel.engine.ExecResult;
import dev.carrel.engine.InstanceId;
import dev.carrel.engine.PosixUser;
import dev.carrel.engine.ResourceLimits;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * What the port costs beside the Docker CLI, in turns within one run, so that the machine's moods
 * fall on both. The CLI must be able to build with BuildKit by itself ({@code
 * CARREL_BENCH_DOCKER}). Run by {@code ./mvnw -q test-compile exec:java -Dexec.classpathScope=test
 * -Dexec.mainClass=dev.carrel.engine.docker.EngineBenchmark}.
 */
public final class EngineBenchmark {

  private static final String BASE = "carrel-test/busybox:1";
  private static final String NAME = "carrel-bench";
  private static final int ROUNDS = Integer.getInteger("rounds", 15);
  private static final PosixUser USER = new PosixUser(23_456, 23_456);

  private final Engine engine;
  private final Path folder;
  private final String docker;

  private EngineBenchmark(Engine engine, Path folder, String docker) {
    this.engine = engine;
    this.folder = folder;
    this.docker = docker;
  }

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("carrel-bench").toRealPath();
    Files.createDirectory(folder.resolve("work"));
    Files.setPosixFilePermissions(
        folder.resolve("work"), PosixFilePermissions.fromString("rwxrwxrwx"));
    String docker =
        Optional.ofNullable(System.getenv("CARREL_BENCH_DOCKER"))
            .orElse(Files.isExecutable(Path.of("/usr/bin/docker")) ? "/usr/bin/docker" : "docker");
    try (Engine engine =
        new DockerEngine(DockerHost.of(Optional.empty()), new InstanceId(NAME), List.of(folder))) {
      System.out.println(engine.info());
      EngineBenchmark benchmark = new EngineBenchmark(engine, folder, docker);
      try {
        benchmark.launch();
        benchmark.build("build, no cache", true);
        benchmark.build("build, all cached", false);
      } finally {
        engine.images().list(Map.of()).forEach(image -> engine.images().remove(image.id()));
      }
    }
  }

  private void launch() throws Exception {
    String image = built(spec("RUN echo launch"));
    ContainerSpec spec =
        ContainerSpec.of(NAME, image, USER, folder.resolve("work"))
            .limits(ResourceLimits.of(BigDecimal.ONE, 256L << 20))
            .build();
    List<String> run =
        List.of(
            docker,
            "run",
            "-d",
            "--name",
            NAME,
            "--init",
            "--cap-drop",
            "ALL",
            "--security-opt",
            "no-new-privileges",
            "--user",
            USER.toString(),
            "--cpus",
            "1",
            "--memory",
            "256m",
            "--pids-limit",
            "4096",
            "--shm-size",
            "128m",
            "--network",
            "none",
            "--workdir",
            "/workspace",
            "--mount",
            "type=bind,src=" + folder.resolve("work") + ",dst=/workspace",
            image,
            "sleep",
            "infinity");
    compare(
        "launch to the first command's answer",
        () -> {
          String id = engine.containers().create(spec);
          engine.containers().start(id);
          ExecResult answer = engine.containers().exec(id, List.of("true"), Duration.ofSeconds(10));
          return answer.exitCode();
        },
        () -> cli(run) + cli(List.of(docker, "exec", NAME, "true")),
        () -> cli(List.of(docker, "rm", "-f", NAME)));
  }

  private void build(String what, boolean fresh) throws Exception {
    String lines = "RUN echo one\nRUN echo two > /two\nRUN seq 2000";
    BuildSpec spec = fresh ? spec(lines).withoutCache() : spec(lines);
    Path context = Files.createDirectories(folder.resolve("context"));
    Files.write(context.resolve("Dockerfile"), spec.context().get("Dockerfile"));
    List<String> command =
        new ArrayList<>(List.of(docker, "build", "-q", "--label", "carrel.bench=1", "--tag", NAME));
    if (fresh) {
      command.add("--no-cache");
    }
    command.add(context.toString());
    compare(what, () -> built(spec).isEmpty() ? 1 : 0, () -> cli(command), () -> 0);
    cli(List.of(docker, "rmi", NAME));
  }

  private void compare(
      String what, Callable<Integer> port, Callable<Integer> tool, Callable<Integer> after)
      throws Exception {
    List<Long> ours = new ArrayList<>();
    List<Long> theirs = new ArrayList<>();
    for (int round = -2; round < ROUNDS; round++) {
      long one = timed(port);
      after.call();
      long other = timed(tool);
      after.call();
      if (round >= 0) {
        ours.add(one);
        theirs.add(other);
      }
    }
    System.out.printf(
        "%-40s port %5d ms   docker %5d ms   ratio %.2f%n",
        what, median(ours), median(theirs), (double) median(ours) / median(theirs));
  }

  private static long timed(Callable<Integer> step) throws Exception {
    long start = System.nanoTime();
    int result = step.call();
    if (result != 0) {
      throw new IllegalStateException("a step ended with " + result);
    }
    return (System.nanoTime() - start) / 1_000_000;
  }

  private static long median(List<Long> times) {
    return times.stream().sorted().toList().get(times.size() / 2);
  }

  private static BuildSpec spec(String lines) {
    byte[] dockerfile = ("FROM " + BASE + "\n" + lines + "\n").getBytes(StandardCharsets.UTF_8);
    return BuildSpec.of(BASE, Map.of("Dockerfile", dockerfile), NAME)
        .withTags(List.of("carrel-bench/port:1"));
  }

  private String built(BuildSpec spec) throws InterruptedException {
    List<BuildEvent> events = new ArrayList<>();
    engine.builder().build(spec, events::add).await();
    return switch (events.getLast()) {
      case BuildEvent.Finished finished -> finished.imageId();
      case BuildEvent other -> throw new IllegalStateException(other.toString());
    };
  }

  private static int cli(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    process.environment().put("DOCKER_BUILDKIT", "1");
    return process.start().waitFor();
  }
}
