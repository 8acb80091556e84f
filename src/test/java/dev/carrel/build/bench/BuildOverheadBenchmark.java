package dev.carrel.build.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a build costs through Carrel, asked for by the API until the API says that it succeeded,
 * against the same Dockerfile given to the engine itself; and how long a content takes that was
 * built before. Run it after {@code ./mvnw package -DskipTests} with
 *
 * <pre>
 * ./mvnw -q exec:java -Dexec.classpathScope=test -Dexec.mainClass=dev.carrel.build.bench.BuildOverheadBenchmark
 * </pre>
 */
public final class BuildOverheadBenchmark {
  private static final int ROUNDS = 5;
  private static final String INSTANCE = "carrel-build-bench";
  private static final Path SOCKET = Path.of("/var/run/docker.sock");

  private BuildOverheadBenchmark() {}

  public static void main(String... arguments) throws Exception {
    try (BenchPortal portal = BenchPortal.start(Map.of("CARREL_INSTANCE", INSTANCE), base())) {
      var plain = new ArrayList<Duration>();
      var carrel = new ArrayList<Duration>();
      var again = new ArrayList<Duration>();
      for (int round = 0; round <= ROUNDS; round++) {
        Duration p = plain(dockerfile());
        String content = dockerfile();
        Duration c = throughCarrel(portal, content);
        Duration a = throughCarrel(portal, content);
        if (round > 0) {
          plain.add(p);
          carrel.add(c);
          again.add(a);
        }
      }
      System.out.printf(
          "plain engine %d ms, through Carrel %d ms: %.3f x; built before: %d ms (medians of %d)%n",
          median(plain),
          median(carrel),
          (double) median(carrel) / median(plain),
          median(again),
          ROUNDS);
    } finally {
      run(
          List.of(
              "sh",
              "-c",
              "docker images -q --filter label=carrel.instance="
                  + INSTANCE
                  + " | xargs -r docker rmi -f"));
    }
  }

  /** Some seconds of work in a few steps, none of it cached. */
  private static String dockerfile() {
    return """
    FROM %s
    WORKDIR /%s
    RUN i=0; while [ $i -lt 40 ]; do echo working $i; sleep 0.1; i=$((i+1)); done
    RUN dd if=/dev/zero of=/data bs=1M count=20
    RUN sleep 3
    """
        .formatted(BenchPortal.BASE, UUID.randomUUID());
  }

  private static Duration throughCarrel(BenchPortal portal, String dockerfile) throws Exception {
    long began = System.nanoTime();
    long build = portal.build(dockerfile);
    String status;
    while (List.of("queued", "running").contains(status = portal.status(build))) {
      Thread.sleep(20);
    }
    if (!status.equals("succeeded")) {
      throw new IllegalStateException("The build " + status + ":\n" + portal.log(build));
    }
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private static Duration plain(String dockerfile) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("carrel-bench-context-");
    Files.writeString(
        folder.resolve("Dockerfile"), dockerfile + "LABEL carrel.instance=" + INSTANCE + "\n");
    run(
        List.of(
            "tar",
            "-C",
            folder.toString(),
            "-cf",
            folder.resolve("c.tar").toString(),
            "Dockerfile"));
    long began = System.nanoTime();
    String answer =
        run(
            List.of(
                "curl",
                "-sS",
                "--unix-socket",
                SOCKET.toString(),
                "-X",
                "POST",
                "-H",
                "Content-Type: application/x-tar",
                "--data-binary",
                "@" + folder.resolve("c.tar"),
                "http://localhost/build?version=2&buildid=" + UUID.randomUUID()));
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    if (!answer.contains("moby.image.id")) {
      throw new IOException("The engine did not build: " + answer);
    }
    return took;
  }

  private static String base() throws IOException, InterruptedException {
    return run(List.of("docker", "image", "inspect", "-f", "{{.Id}}", BenchPortal.BASE)).strip();
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }

  private static long median(List<Duration> durations) {
    return durations.stream()
        .mapToLong(Duration::toMillis)
        .sorted()
        .skip(ROUNDS / 2)
        .findFirst()
        .orElse(0);
  }
}
