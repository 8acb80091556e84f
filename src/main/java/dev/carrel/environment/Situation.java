package dev.carrel.environment;

import dev.carrel.engine.ContainerState;

/**
 * All that decides the next step for an environment: what is wanted, what the row says, what the
 * engine says.
 *
 * @param image whether the row knows the image to run
 * @param made whether the row knows a container that was made for it
 * @param tried whether the container was started since this look at it began: if it has ended by
 *     now, it ended by itself
 */
record Situation(
    Intent intent,
    Status status,
    boolean image,
    boolean made,
    boolean tried,
    ContainerState container) {

  Step next() {
    return switch (intent) {
      case RETIRE -> retire();
      case STOP -> stop();
      case RUN -> run();
    };
  }

  private Step retire() {
    if (status == Status.RETIRED) {
      return new Step.Nothing();
    }
    return container instanceof ContainerState.Gone ? new Step.Retired() : new Step.Remove();
  }

  private Step stop() {
    return switch (container) {
      case ContainerState.Running running ->
          status == Status.STOPPING
              ? new Step.Stop()
              // Somebody on the host started it: that is the truth now.
              : new Step.Runs(running.started(), false);
      case ContainerState.Paused paused ->
          status == Status.STOPPING ? new Step.Stop() : new Step.Nothing();
      case ContainerState.Exited exited ->
          status == Status.STOPPING ? new Step.Stopped() : new Step.Nothing();
      case ContainerState.Created created ->
          status == Status.STOPPING ? new Step.Stopped() : new Step.Nothing();
      case ContainerState.Gone gone -> stopWithoutContainer();
    };
  }

  private Step stopWithoutContainer() {
    return switch (status) {
      // Was never made, or was removed by somebody: either way nothing of it runs.
      case STOPPING -> new Step.Stopped();
      case STOPPED, FAILED -> made ? new Step.Lost() : new Step.Nothing();
      default -> new Step.Nothing();
    };
  }

  private Step run() {
    if (!image) {
      return new Step.AwaitImage();
    }
    return switch (container) {
      case ContainerState.Gone gone ->
          status == Status.RUNNING ? new Step.Lost() : new Step.Create();
      case ContainerState.Created created -> new Step.Start();
      case ContainerState.Running running ->
          status == Status.RUNNING ? new Step.Thawed() : new Step.Runs(running.started(), false);
      case ContainerState.Paused paused -> new Step.Runs(null, true);
      case ContainerState.Exited exited ->
          status == Status.RUNNING || tried ? new Step.Ended(exited) : new Step.Start();
    };
  }
}
