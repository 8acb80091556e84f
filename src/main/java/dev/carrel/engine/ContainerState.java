package dev.carrel.engine;

import java.time.Instant;

/** What a container is doing. */
public sealed interface ContainerState {

  /** Made, never started (or the start failed). */
  record Created() implements ContainerState {}

  record Running(Instant started) implements ContainerState {}

  /** Frozen by somebody on the host; its processes exist and do nothing. */
  record Paused() implements ContainerState {}

  /**
   * @param exitCode of the first process; 137 if killed
   * @param outOfMemory true if the kernel ended a process of it for the memory limit and the engine
   *     heard of it; on cgroup v1 with a newer kernel it does not: 137 without a stop means it as
   *     well
   */
  record Exited(int exitCode, boolean outOfMemory, Instant finished) implements ContainerState {}

  /** There is no such container. */
  record Gone() implements ContainerState {}
}
