package dev.carrel.environment.doctor;

import dev.carrel.account.Account;
import dev.carrel.engine.Engine;
import dev.carrel.engine.EngineException;
import dev.carrel.engine.ExecResult;
import dev.carrel.environment.Attendance;
import dev.carrel.environment.EnvironmentView;
import dev.carrel.gpu.Device;
import dev.carrel.gpu.Device.Availability;
import dev.carrel.gpu.Inventory;
import dev.carrel.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Looks for what keeps an environment's programs from its GPUs, from outside and from inside. */
@ApplicationScoped
class GpuDoctor {
  private static final Duration TOOL = Duration.ofSeconds(20);
  private static final Duration FRAMEWORKS = Duration.ofSeconds(130);
  private static final String SCRIPT = resource("/environment/gpu_check.py");

  private final Inventory inventory;
  private final ImageCuda cuda;
  private final Engine engine;
  private final Attendance attendance;

  @Inject
  GpuDoctor(Inventory inventory, ImageCuda cuda, Engine engine, Attendance attendance) {
    this.inventory = inventory;
    this.cuda = cuda;
    this.engine = engine;
    this.attendance = attendance;
  }

  List<Device> devices(EnvironmentView environment) {
    return inventory.leasedBy(environment.id());
  }

  /** Before a launch, of an image or a recipe: exactly one of them. */
  List<Finding> beforeLaunch(Account account, Optional<String> image, Optional<String> recipe) {
    return match(
            image
                .flatMap(name -> cuda.ofImage(account, name))
                .or(() -> recipe.flatMap(name -> cuda.ofRecipe(account, name))))
        .stream()
        .toList();
  }

  /** What can be told at once and without touching the environment. */
  List<Finding> examine(Account account, EnvironmentView environment, List<Device> devices) {
    List<Finding> findings = new ArrayList<>();
    for (Device device : devices) {
      trouble(device).ifPresent(findings::add);
    }
    match(environment.image().flatMap(image -> cuda.ofImage(account, image)))
        .ifPresent(findings::add);
    if (inventory.state().stale()) {
      findings.add(
          Finding.warn(
              "The machine's GPUs cannot be looked at just now",
              "NVIDIA's tool does not answer as it should.",
              "Your work may go on all the same. Operators find why, and what to do, on their GPU page."));
    }
    return findings;
  }

  private Optional<Finding> match(Optional<String> image) {
    return DriverMatch.of(inventory.state().driver(), inventory.state().cuda(), image);
  }

  private static Optional<Finding> trouble(Device device) {
    boolean broken =
        device.availability() == Availability.FAULTY || device.availability() == Availability.LOST;
    return broken
        ? Optional.of(
            Finding.bad(
                "%s is not to be used".formatted(device.profile().orElse(device.model())),
                device.note().orElse("It is no longer seen."),
                "Save your work, stop the environment and start it again: it is then given another."))
        : Optional.empty();
  }

  /**
   * Runs {@code nvidia-smi} and the frameworks' own checks inside. Takes up to two minutes.
   *
   * @throws Problem if it does not run, or leases no GPU
   */
  List<Finding> verify(EnvironmentView environment, List<Device> devices) {
    if (devices.isEmpty()) {
      throw Problem.conflict("%s has no GPU.".formatted(environment.name()))
          .advice("Launch one that asks for a GPU.");
    }
    String container =
        environment
            .container()
            .filter(id -> environment.running())
            .orElseThrow(
                () ->
                    Problem.conflict("%s does not run just now.".formatted(environment.name()))
                        .advice("Start it first."));
    attendance.here(environment.id());
    try {
      List<Finding> findings = new ArrayList<>();
      findings.add(
          InsideView.judge(
              run(container, TOOL, "nvidia-smi", "-L"),
              devices.stream().map(Device::uuid).toList()));
      findings.addAll(
          frameworks(run(container, FRAMEWORKS, "python3", "-c", SCRIPT, SCRIPT, "all")));
      return findings;
    } catch (EngineException refused) {
      throw Problem.unavailable("The environment could not be asked: " + refused.getMessage());
    }
  }

  private static List<Finding> frameworks(ExecResult result) {
    List<Finding> findings =
        FrameworkView.read(result.output()).stream().map(FrameworkView::judge).toList();
    return findings.isEmpty()
        ? List.of(
            Finding.warn(
                "No framework was asked",
                "Neither PyTorch nor TensorFlow nor JAX is installed for python3 here.",
                "Nothing needs to be done if your programs use CUDA by other means."))
        : findings;
  }

  private ExecResult run(String container, Duration time, String... command) {
    List<String> words = new ArrayList<>(List.of("sh", "/etc/carrel/run"));
    words.addAll(List.of(command));
    return engine.containers().exec(container, words, time);
  }

  private static String resource(String name) {
    try (InputStream stream = GpuDoctor.class.getResourceAsStream(name)) {
      return new String(
          Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
