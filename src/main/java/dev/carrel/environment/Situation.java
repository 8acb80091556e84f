package dev.carrel.environment;

import dev.carrel.engine.ContainerState;

/**
 * All that decides the next step for an environment: what is wanted, what the row says, what the
 * books say of its devices, what the engine says.
 *
 * @param image whether the row knows the image to run
 * @param made whether the row knows a container that was made for it
 * @param job whether its container runs a command, once
 * @param tried whether the container was started since this look at it began: if it has ended by
 *     now, it ended by itself
 */
record Situation(
    Intent intent,
    Status status,
    boolean image,
    boolean made,
    boolean job,
    boolean tried,
    DeviceState devices,
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
      case ContainerState.Running running -> {
        if (status == Status.STOPPING) {
          yield new Step.Stop();
        }
        // Somebody on the host started it: that is the truth now, but for devices of others.
        yield devices.trespassing() ? new Step.Evict() : new Step.Runs(running.started(), false);
      }
      case ContainerState.Paused paused -> {
        if (status == Status.STOPPING) {
          yield new Step.Stop();
        }
        yield devices.trespassing() ? new Step.Evict() : new Step.Nothing();
      }
      case ContainerState.Exited exited -> stopped();
      case ContainerState.Created created -> stopped();
      case ContainerState.Gone gone ->
          made && (status == Status.STOPPED || status == Status.FAILED)
              ? new Step.Lost()
              : stopped();
    };
  }

  /** The engine says that it does not run, or that there is nothing of it. */
  private Step stopped() {
    if (status == Status.STOPPING) {
      return new Step.Stopped();
    }
    return devices.owing() ? new Step.GiveBack() : new Step.Nothing();
  }

  private Step run() {
    if (!image) {
      return new Step.AwaitImage();
    }
    if (isAlive() && devices.trespassing()) {
      return new Step.Evict();
    }
    if (devices.missing()) {
      return status == Status.RUNNING ? ended() : new Step.AwaitDevices();
    }
    return switch (container) {
      case ContainerState.Gone gone -> gone();
      case ContainerState.Created created -> created();
      case ContainerState.Running running ->
          status == Status.RUNNING ? new Step.Thawed() : new Step.Runs(running.started(), false);
      case ContainerState.Paused paused -> new Step.Runs(null, true);
      case ContainerState.Exited exited -> exited(exited);
    };
  }

  /** It ran, and does no more. */
  private Step ended() {
    return container instanceof ContainerState.Exited exited
        ? new Step.Ended(exited)
        : new Step.Lost();
  }

  private boolean isAlive() {
    return container instanceof ContainerState.Running
        || container instanceof ContainerState.Paused;
  }

  private Step gone() {
    // A job whose container is gone may have run already, and is not run twice.
    return status == Status.RUNNING || job && made ? new Step.Lost() : new Step.Create();
  }

  private Step created() {
    if (!devices.fitting()) {
      return new Step.Remove();
    }
    // A job's row knows of its container before that runs: so it is never started a second time.
    return job && !made ? new Step.Made() : new Step.Start();
  }

  private Step exited(ContainerState.Exited exited) {
    if (status == Status.RUNNING || tried || job && made) {
      return new Step.Ended(exited);
    }
    return job || !devices.fitting() ? new Step.Remove() : new Step.Start();
  }
}
