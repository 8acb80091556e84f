package dev.carrel.gpu.plan;

import dev.carrel.gpu.GpuRequest;
import java.time.Duration;
import java.time.Instant;

/**
 * A request whose turn has not come.
 *
 * @param request its id
 * @param environment the id of the environment that asked
 * @param group whose share it counts in, besides the account's own
 * @param lasts how long the lease is to be
 * @param priority the higher goes first among equal shares
 * @param queued its time in the queue
 */
public record Waiting(
    long request,
    long environment,
    long account,
    String group,
    GpuRequest wants,
    Duration lasts,
    int priority,
    Instant queued) {

  public Waiting {
    if (!lasts.isPositive()) {
      throw new IllegalArgumentException("lasts must be positive");
    }
  }
}
