package dev.carrel.account;

/** Amounts of memory as the API writes them: {@code 512m}, {@code 8g}, in powers of 1024. */
final class Memory {
  private static final String UNITS = "kmgt";

  private Memory() {}

  static String text(long bytes) {
    long amount = bytes;
    int unit = -1;
    while (amount >= 1024 && amount % 1024 == 0 && unit < UNITS.length() - 1) {
      amount /= 1024;
      unit++;
    }
    return unit < 0 ? Long.toString(amount) : amount + UNITS.substring(unit, unit + 1);
  }
}
