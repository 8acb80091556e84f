package dev.carrel.environment;

import dev.carrel.gpu.GpuWords;
import dev.carrel.web.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/** An environment as its pages show it. */
record Face(EnvironmentView view, Instant now, Duration notice) {

  public String name() {
    return view.name();
  }

  /** Where one of its actions is asked for. */
  public String to(String action) {
    return "/environments/" + view.name() + "/" + action;
  }

  /** The class that gives the state its mark. */
  public String state() {
    return frozen() ? "warn" : view.status().word();
  }

  /** What it is doing, in words. */
  public String words() {
    if (view.retiring()) {
      return "being retired";
    }
    return switch (view.status()) {
      case QUEUED -> view.phase().orElse("waiting");
      case STARTING -> view.phase().map(p -> "starting: " + p).orElse("starting");
      case RUNNING -> frozen() ? "frozen on the machine" : "running";
      case FAILED -> view.reason().map(Face::brief).orElse("failed");
      case STOPPED -> view.exitCode().map(code -> "ended with exit code " + code).orElse("stopped");
      case STOPPING, RETIRED -> view.status().word();
    };
  }

  public Optional<String> why() {
    return view.reason().map(Reason::sentence);
  }

  public boolean failed() {
    return view.status() == Status.FAILED;
  }

  public boolean running() {
    return view.running();
  }

  public boolean retired() {
    return view.status() == Status.RETIRED;
  }

  public boolean startable() {
    return view.startable();
  }

  public boolean stoppable() {
    return view.stoppable();
  }

  /** Moves on by itself. */
  public boolean underWay() {
    return view.retiring()
        || switch (view.status()) {
          case QUEUED, STARTING, STOPPING -> true;
          case RUNNING, STOPPED, RETIRED, FAILED -> false;
        };
  }

  /** What happens next while it moves on by itself. */
  public String next() {
    if (view.retiring()) {
      return "Its container is being removed; that takes seconds. The workspace stays.";
    }
    return switch (view.status()) {
      case QUEUED ->
          view.image().isEmpty()
              ? "It starts by itself as soon as its image is built."
              : "It starts by itself when its turn for a GPU comes, and you are told then.";
      case STARTING -> "The container is made and started; that takes seconds.";
      case STOPPING -> "Its processes are asked to end, and ended after ten seconds.";
      case RUNNING, STOPPED, RETIRED, FAILED -> "";
    };
  }

  /** In the queue for GPUs, with nothing else left to wait for. */
  public boolean waitsForTurn() {
    return view.waitsForGpus() && view.image().isPresent();
  }

  /** The GPUs that it has, like {@code A100 80 GB}; empty if none. */
  public String devices() {
    return view.leases().stream()
        .map(lease -> GpuWords.kind(lease.device()))
        .collect(Collectors.joining(", "));
  }

  public boolean ending() {
    return view.endsWithin(notice, now);
  }

  public String source() {
    return view.image().or(view::recipe).orElse("");
  }

  public String shortSource() {
    return source().substring(source().indexOf('/') + 1);
  }

  public String cpus() {
    return Allowance.plain(view.cpus());
  }

  public String memory() {
    return Words.memory(view.memory());
  }

  public String hours() {
    return Allowance.plain(view.hours());
  }

  public boolean frozen() {
    return view.reason().filter(r -> r.kind() == Reason.Kind.FROZEN).isPresent();
  }

  public boolean brokenBuild() {
    return view.reason().filter(r -> r.kind() == Reason.Kind.BUILD_FAILED).isPresent()
        && view.build().isPresent();
  }

  private static String brief(Reason reason) {
    return switch (reason.kind()) {
      case EXITED -> "ended with exit code " + reason.detail();
      case OUT_OF_MEMORY -> "ran out of memory";
      case KILLED_OUTSIDE -> "killed on the machine";
      case CONTAINER_GONE -> "container removed on the machine";
      case IMAGE_GONE -> "image gone";
      case BUILD_FAILED -> "build failed";
      case NAME_TAKEN -> "name taken on the machine";
      case NO_SPACE -> "no space on the machine";
      case WORKSPACE -> "workspace unusable";
      case NOT_LEASED -> "without its GPUs";
      case GPU_IDLE -> "GPUs given to others";
      case GPU_WITHDRAWN -> "no longer queued";
      case STOPPED_OUTSIDE, HOURS_OVER, FROZEN, HOST, REFUSED -> "failed";
    };
  }
}
