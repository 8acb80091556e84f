package dev.carrel.gpu.smi;

import java.time.Instant;
import java.util.Set;

/**
 * An error that the driver wrote into the kernel's log.
 *
 * @param bus the card's PCI address, without its function
 * @param number NVIDIA's; what each means stands in "XID Errors" of its documentation
 * @param text what the driver says besides
 */
public record Xid(String bus, int number, Instant at, String text) {

  /**
   * Those after which NVIDIA has the card reset or the machine restarted: double-bit ECC (48), a
   * halted microcontroller (62), rows that cannot be replaced (64), NVLink (74), fallen off the bus
   * (79), uncontained or unrecovered ECC (95, 140), a silent GSP (119, 120). Most others are a
   * program's own fault.
   */
  private static final Set<Integer> FATAL = Set.of(48, 62, 64, 74, 79, 95, 119, 120, 140);

  boolean fatal() {
    return FATAL.contains(number);
  }

  boolean of(Card card) {
    return CardLost.tail(card.bus()).startsWith(CardLost.tail(bus + ".0").replaceAll("\\.0$", "."));
  }

  /** A sentence for an operator. */
  public String words() {
    return "The kernel's log has Xid %d of it (%s). Reset it (nvidia-smi --gpu-reset) or restart the machine, then put it back into service."
        .formatted(number, text);
  }
}
