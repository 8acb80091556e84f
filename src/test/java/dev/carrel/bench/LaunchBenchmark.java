package dev.carrel.bench;

import dev.carrel.journey.Api;
import dev.carrel.journey.QuickStart;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * From launch to a shell that answers: the portal's REST beside {@code docker run} and {@code
 * docker exec} with the same limits on the same network, in turns within one run, so that the
 * machine's moods fall on both. Two calls on either side: neither asks again and again how far
 * things are. The portal is the quick start's.
 */
public final class LaunchBenchmark {
  private static final int ROUNDS = Integer.getInteger("rounds", 15);

  /** Until a portal and an engine are as they are on a day with some launches behind it. */
  private static final int WARM_UP = 15;

  private static final int ASK_MILLIS = 10;

  private static final String NAME = "launch-benchmark";

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI portal;
  private final String token;
  private final String image;

  private LaunchBenchmark(URI portal, String token, String image) {
    this.portal = portal;
    this.token = token;
    this.image = image;
  }

  public static void main(String[] args) throws Exception {
    QuickStart portal = QuickStart.shared();
    String token = portal.token("alice");
    new LaunchBenchmark(portal.address(), token, image(portal, token)).run();
    System.exit(0);
  }

  /** Builds the bootstrapped base with nothing added. */
  private static String image(QuickStart portal, String token) throws Exception {
    Api api = Api.of(portal.address(), token);
    api.post("/recipes", new JsonObject().put("name", NAME).put("base", "debian-python"));
    long build = api.post("/recipes/" + NAME + "/builds", null).getLong("id");
    api.await("/builds/" + build, "succeeded", Set.of("failed", "cancelled"));
    return api.get("/builds/" + build).getJsonObject("image").getString("reference");
  }

  private void run() throws Exception {
    String network = networkOfOne();
    List<Double> carrel = new ArrayList<>();
    List<Double> docker = new ArrayList<>();
    for (int round = 0; round < ROUNDS + WARM_UP; round++) {
      double mine = timed(this::launch);
      retire();
      double plain = timed(() -> dockerRun(network));
      docker("rm", "-f", NAME);
      if (round >= WARM_UP) {
        carrel.add(mine);
        docker.add(plain);
      }
    }
    System.out.printf(
        "launch to shell-ready, median of %d: Carrel %.0f ms, docker run + exec %.0f ms, ratio %.2f (load %.1f)%n",
        ROUNDS,
        median(carrel),
        median(docker),
        median(carrel) / median(docker),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  /** The environments' network, which is there once something was launched. */
  private String networkOfOne() throws Exception {
    launch();
    String container =
        docker("ps", "-q", "--filter", "name=^" + NAME + "\\._\\.")
            .lines()
            .findFirst()
            .orElseThrow();
    String network = docker("inspect", "-f", "{{.HostConfig.NetworkMode}}", container);
    retire();
    return network;
  }

  private Void launch() throws Exception {
    call(
        "POST",
        "/api/v1/environments",
        "{\"name\":\"%s\",\"image\":\"%s\",\"cpus\":1,\"memory\":\"256m\",\"hours\":1}"
            .formatted(NAME, image),
        202);
    call("POST", "/api/v1/environments/" + NAME + "/exec", "{\"command\":[\"true\"]}", 200);
    return null;
  }

  private void retire() throws Exception {
    call("POST", "/api/v1/environments/" + NAME + "/retire", "", 202);
    await("retired");
  }

  private void await(String status) throws Exception {
    String wanted = "\"status\":\"" + status + "\"";
    String seen = "";
    for (int i = 0; i < 3000 && !seen.contains(wanted); i++) {
      seen = call("GET", "/api/v1/environments/" + NAME, null, 200);
      if (seen.contains("\"status\":\"failed\"")) {
        throw new IllegalStateException(seen);
      }
      Thread.sleep(ASK_MILLIS);
    }
  }

  private Void dockerRun(String network) throws Exception {
    docker(
        "run",
        "-d",
        "--init",
        "--name",
        NAME,
        "--hostname",
        NAME,
        "--network",
        network,
        "--user",
        "20000:20000",
        "--cap-drop",
        "ALL",
        "--security-opt",
        "no-new-privileges",
        "--cpus",
        "1",
        "--memory",
        "256m",
        "--memory-swap",
        "256m",
        "--pids-limit",
        "4096",
        "-v",
        "/tmp:/workspace",
        "-w",
        "/workspace",
        image,
        "sleep",
        "infinity");
    docker("exec", NAME, "true");
    return null;
  }

  private String call(String method, String path, String body, int expected)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(portal.resolve(path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    if (response.statusCode() != expected) {
      throw new IllegalStateException(
          "%s %s: %d %s".formatted(method, path, response.statusCode(), response.body()));
    }
    return response.body();
  }

  private static String docker(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("docker"));
    Collections.addAll(command, words);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0 && !words[0].equals("rm")) {
      throw new IOException(String.join(" ", command) + ": " + output);
    }
    return output;
  }

  private static double timed(Callable<Void> work) throws Exception {
    long start = System.nanoTime();
    work.call();
    return (System.nanoTime() - start) / 1e6;
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
