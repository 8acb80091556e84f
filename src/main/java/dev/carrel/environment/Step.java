package dev.carrel.environment;

import dev.carrel.engine.ContainerState;
import java.time.Instant;

/** What the reconciler does next. Each can be repeated, and be cut off at any line. */
sealed interface Step {

  /** Row and engine agree. */
  record Nothing() implements Step {}

  /** The image is being built: look whether it is there by now. */
  record AwaitImage() implements Step {}

  /** Its devices are not there yet: look whether its turn has come. */
  record AwaitDevices() implements Step {}

  record Create() implements Step {}

  /** A container was made for it, of which the row does not know. */
  record Made() implements Step {}

  record Start() implements Step {}

  record Stop() implements Step {}

  record Remove() implements Step {}

  /** It runs, or was frozen running, with devices that are not leased to it: it is stopped. */
  record Evict() implements Step {}

  /** It does not run, and still has devices or a place in the queue for them. */
  record GiveBack() implements Step {}

  /**
   * The engine says that it runs: so does the row.
   *
   * @param since null if the engine does not say
   */
  record Runs(Instant since, boolean frozen) implements Step {}

  /** It runs as the row says; if the row says that it is frozen, that is over. */
  record Thawed() implements Step {}

  /** It was asked to stop and has. */
  record Stopped() implements Step {}

  /** It ended without having been asked to. */
  record Ended(ContainerState.Exited how) implements Step {}

  /** Its container was removed by somebody else. */
  record Lost() implements Step {}

  /** Its container is removed: the rest of it goes too. */
  record Retired() implements Step {}
}
