package dev.carrel.gpu.smi;

import java.util.Locale;

/** The tool tells of no card at all because it lost one. */
public final class CardLost extends Exception {
  private final String bus;

  CardLost(String bus, String line) {
    super(line, null, false, false);
    this.bus = bus;
  }

  /** Whether it is this one: addresses are told with four digits of domain or with eight. */
  public boolean is(String address) {
    return tail(address).equals(tail(bus));
  }

  static String tail(String address) {
    String lower = address.toLowerCase(Locale.ROOT);
    return lower.substring(Math.max(0, lower.length() - "0000:3b:00.0".length()));
  }
}
