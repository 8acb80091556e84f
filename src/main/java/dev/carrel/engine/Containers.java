package dev.carrel.engine;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** This instance's containers. {@code container} is an id or a name. */
public interface Containers {

  /**
   * Makes a container, not yet running. Its image must be one that this instance built. Bind
   * sources must be there: none is ever made by the engine (which would make it as root).
   *
   * @return its id
   * @throws EngineRefused {@code NAME_TAKEN}, {@code ABSENT} (image or network), {@code NOT_OURS}
   *     (image), {@code FAILED} (devices, where the engine gives none)
   */
  String create(ContainerSpec spec);

  /** Harmless if it runs already. */
  void start(String container);

  /** Asks it to end, and ends it after the grace. Harmless if it does not run. */
  void stop(String container, Duration grace);

  /** Ends it if it runs and removes it with its layer. False if it was not there. */
  boolean remove(String container);

  /** Empty if there is none, or it is not this instance's. */
  Optional<ContainerView> find(String container);

  /** Like {@link #find}, reduced to the state; {@link ContainerState.Gone} if there is none. */
  default ContainerState state(String container) {
    return find(container).map(ContainerView::state).orElseGet(ContainerState.Gone::new);
  }

  /**
   * Those whose labels hold all those given, running or not. States are complete (exit codes too).
   */
  List<ContainerView> list(Map<String, String> labels);

  /** Waits until it does not run, or the time is up; its state then. */
  ContainerState await(String container, Duration time) throws InterruptedException;

  /** What differs from the image in the container's own layer; mounts are not part of it. */
  List<FileChange> changes(String container);

  /** What it uses now; empty if it does not run. Takes up to two seconds on some engines. */
  Optional<ContainerUsage> usage(String container);

  /**
   * The meters of those of them that run, by id, as far as they can be read for next to nothing: a
   * tenth of a millisecond each, without asking the engine. Empty where that is not possible, as
   * for an engine on another machine.
   */
  default Map<String, ContainerMeter> meters(Collection<String> containers) {
    return Map.of();
  }

  /**
   * The output of its first process, by lines, without their ends; at last one {@link
   * ContainerLog.Ended}.
   */
  Following logs(String container, LogQuery query, Consumer<ContainerLog> listener);

  /**
   * Runs a short command as the container's user and waits for it. Output beyond 1 MiB is dropped.
   * After the timeout the command is ended and the result says so.
   *
   * @throws EngineRefused {@code IN_USE} if the container does not run
   */
  ExecResult exec(String container, List<String> command, Duration timeout);

  /** Opens a terminal on a new process in a running container. Returns when the process runs. */
  Terminal openTerminal(String container, TerminalSpec spec, TerminalListener listener);
}
