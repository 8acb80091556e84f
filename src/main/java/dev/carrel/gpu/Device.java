package dev.carrel.gpu;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A GPU, or a MIG instance of one.
 *
 * @param id the portal's own
 * @param uuid NVIDIA's, like {@code GPU-5fd4…} or {@code MIG-…}: what an engine is asked for
 * @param parent the id of the device that an instance is cut from
 * @param ordinal the tool's index; an instance's place on its parent
 * @param model like {@code NVIDIA A100-SXM4-80GB}; an instance has its parent's
 * @param profile an instance's, like {@code 1g.10gb}
 * @param memory bytes
 * @param computeCapability like {@code 8.0}
 * @param weight 1 for a whole device, its share for an instance: an hour of it counts so much
 * @param partitioned MIG is on: leased by its instances only
 * @param availability whether it can be leased now, and if not, why in a word
 * @param note the same in a sentence, where there is more to say
 */
public record Device(
    long id,
    String uuid,
    Optional<Long> parent,
    int ordinal,
    String model,
    Optional<String> profile,
    long memory,
    Optional<String> computeCapability,
    BigDecimal weight,
    boolean partitioned,
    Availability availability,
    Optional<String> note) {

  /** The first that applies counts. */
  public enum Availability {
    /** The last good reading did not show it. */
    LOST,
    /** It is there and must not be used: ECC, Xid, or its driver. */
    FAULTY,
    /** An operator keeps it from new leases; whoever has it keeps it to the end. */
    DRAINED,
    /** Leased to an environment that runs or is about to. */
    LEASED,
    /** Waits for the one whose turn it is. */
    HELD,
    /** Somebody uses it beside Carrel. */
    TAKEN,
    /** Its instances are leased, not it. */
    PARTITIONED,
    FREE
  }

  public boolean instance() {
    return parent.isPresent();
  }
}
