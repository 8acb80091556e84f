package dev.carrel.gpu.plan;

import java.time.Instant;

/**
 * A live lease of one device, held or picked up.
 *
 * @param group whose share it counts in, besides the account's own
 * @param ends when the device is due back: the lease's end, or for a held one the hours asked for
 *     from the end of the hold
 * @param latest when it comes back if the holder has it extended as far as the policy allows while
 *     others wait; not before {@code ends}
 */
public record Holder(long device, long account, String group, Instant ends, Instant latest) {

  public Holder {
    if (latest.isBefore(ends)) {
      throw new IllegalArgumentException("latest must not be before ends");
    }
  }

  public static Holder until(long device, long account, String group, Instant ends) {
    return new Holder(device, account, group, ends, ends);
  }
}
