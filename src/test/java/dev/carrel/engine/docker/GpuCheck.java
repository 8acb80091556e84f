package dev.carrel.engine.docker;

import dev.carrel.engine.BuildEvent;
import dev.carrel.engine.BuildSpec;
import dev.carrel.engine.ContainerSpec;
import dev.carrel.engine.ContainerSpecBuilder;
import dev.carrel.engine.Engine;
import dev.carrel.engine.ExecResult;
import dev.carrel.engine.Giving;
import dev.carrel.engine.InstanceId;
import dev.carrel.engine.PosixUser;
import dev.carrel.gpu.smi.Card;
import dev.carrel.gpu.smi.CardLost;
import dev.carrel.gpu.smi.Reading;
import dev.carrel.gpu.smi.Smi;
import dev.carrel.gpu.smi.Unreadable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The real checks, for a machine with a GPU ({@code docker/carrel gpu-check}): reads it as the
 * portal does, gives each device to a container as the portal does, and looks from inside which
 * ones are there. Without a GPU it says so and fails.
 */
public final class GpuCheck {
  private static final Pattern UUID = Pattern.compile("(GPU|MIG)-[A-Za-z0-9/-]+");
  private static final int MOST = 8;

  private final Engine engine;
  private final String base;
  private final Path folder;
  private final PrintStream out;
  private int failures;

  GpuCheck(Engine engine, String base, Path folder, PrintStream out) {
    this.engine = engine;
    this.base = base;
    this.folder = folder;
    this.out = out;
  }

  /** Arguments: an image with a C library, and a folder to work in. */
  public static void main(String[] args) throws Exception {
    Path folder = Files.createDirectories(Path.of(args[1])).toRealPath();
    Optional<String> host = Optional.ofNullable(System.getenv("CARREL_TEST_ENGINE"));
    try (Engine engine =
        new DockerEngine(DockerHost.of(host), new InstanceId("gpu-check"), List.of(folder))) {
      Smi smi = new Smi(List.of("nvidia-smi"), Duration.ofSeconds(60));
      System.exit(new GpuCheck(engine, args[0], folder, System.out).run(smi) ? 0 : 1);
    }
  }

  /** True if everything was as it should be. */
  boolean run(Smi smi) throws IOException, InterruptedException {
    Optional<Reading> reading = reading(smi);
    if (reading.isEmpty()) {
      return false;
    }
    List<String> leasable = describe(reading.get());
    check(!leasable.isEmpty(), "there is a device to lease");
    Giving giving = engine.info().giving();
    check(giving != Giving.NONE, "the engine gives devices (%s)".formatted(giving));
    if (failures == 0) {
      try {
        inContainers(leasable, image());
      } finally {
        engine.containers().list(Map.of()).forEach(one -> engine.containers().remove(one.id()));
        engine.images().list(Map.of()).forEach(image -> engine.images().remove(image.id()));
      }
    }
    out.println(failures == 0 ? "All as it should be." : failures + " checks failed.");
    return failures == 0;
  }

  private Optional<Reading> reading(Smi smi) {
    try {
      return Optional.of(smi.read());
    } catch (Unreadable e) {
      check(false, e.getMessage() + " " + e.remedy());
    } catch (CardLost e) {
      check(false, e.getMessage());
    }
    return Optional.empty();
  }

  private List<String> describe(Reading reading) {
    out.printf(
        "Driver %s, CUDA up to %s%n", reading.driver().orElse("?"), reading.cuda().orElse("?"));
    List<String> leasable = new ArrayList<>();
    for (Card card : reading.cards()) {
      out.printf(
          "GPU %d %s %s %d MiB, compute %s, %s%s%n",
          card.index(),
          card.uuid(),
          card.model(),
          card.memory() >> 20,
          card.computeCapability().orElse("?"),
          card.load(),
          card.fault().or(() -> card.eccFault(0)).map(fault -> " FAULT: " + fault).orElse(""));
      check(card.memory() > 0, "its memory is known");
      check(card.computeCapability().isPresent(), "its compute capability is known");
      card.slices()
          .forEach(
              slice -> {
                out.printf("  slice %s%n", slice);
                check(slice.uuid().isPresent() && slice.profile().isPresent(), "it has its names");
              });
      (card.mig()
              ? card.slices().stream().flatMap(slice -> slice.uuid().stream())
              : Stream.of(card.uuid()))
          .forEach(leasable::add);
    }
    return leasable;
  }

  private void inContainers(List<String> devices, String image) throws IOException {
    Path workspace = Files.createDirectories(folder.resolve("workspace"));
    for (String device : devices.subList(0, Math.min(MOST, devices.size()))) {
      see(spec(image, workspace).device(device), List.of(device), devices);
    }
    if (devices.size() > 1) {
      List<String> two = devices.subList(0, 2);
      see(spec(image, workspace).device(two.get(0)).device(two.get(1)), two, devices);
    }
    see(spec(image, workspace), List.of(), devices);
  }

  private static ContainerSpecBuilder spec(String image, Path workspace) {
    return ContainerSpec.of("carrel-gpu-check", image, new PosixUser(23_456, 23_457), workspace)
        .environment(Map.of("NVIDIA_VISIBLE_DEVICES", "all"));
  }

  private void see(ContainerSpecBuilder spec, List<String> leased, List<String> all) {
    String id = engine.containers().create(spec.build());
    try {
      engine.containers().start(id);
      ExecResult result =
          engine.containers().exec(id, List.of("nvidia-smi", "-L"), Duration.ofSeconds(60));
      TreeSet<String> seen = new TreeSet<>();
      UUID.matcher(result.output()).results().forEach(match -> seen.add(match.group()));
      // A slice's list names its card, too.
      seen.retainAll(all);
      check(
          seen.equals(new TreeSet<>(leased)),
          "a container that leases %s sees %s".formatted(leased, seen));
    } catch (RuntimeException e) {
      check(false, "a container that leases %s starts: %s".formatted(leased, e.getMessage()));
    } finally {
      engine.containers().remove(id);
    }
  }

  private String image() throws InterruptedException {
    AtomicReference<String> id = new AtomicReference<>();
    byte[] dockerfile =
        ("FROM " + base + "\nENV NVIDIA_VISIBLE_DEVICES=all\n").getBytes(StandardCharsets.UTF_8);
    BuildSpec spec = BuildSpec.of(base, Map.of("Dockerfile", dockerfile), "gpu-check");
    try (var build =
        engine
            .builder()
            .build(
                spec.withTags(List.of("carrel-gpu-check/image:1")),
                event -> {
                  if (event instanceof BuildEvent.Finished finished) {
                    id.set(finished.imageId());
                  }
                })) {
      build.await();
    }
    return Optional.ofNullable(id.get())
        .orElseThrow(() -> new IllegalStateException("nothing can be built from " + base));
  }

  private void check(boolean good, String what) {
    out.printf("%s %s%n", good ? "ok    " : "FAILED", what);
    failures += good ? 0 : 1;
  }
}
