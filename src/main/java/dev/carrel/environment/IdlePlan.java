package dev.carrel.environment;

/**
 * What its owner said about an environment's GPUs that stand idle.
 *
 * @param longJob it works for long, on processors first: it is left alone while it does
 */
public record IdlePlan(WhenIdle whenIdle, boolean longJob) {
  public static final IdlePlan USUAL = new IdlePlan(WhenIdle.DEMOTE, false);

  public boolean stops() {
    return whenIdle == WhenIdle.STOP;
  }
}
