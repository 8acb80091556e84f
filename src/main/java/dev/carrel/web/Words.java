package dev.carrel.web;

import io.quarkus.qute.TemplateExtension;
import java.util.Locale;

/** Numbers and sizes as people say them. */
@TemplateExtension
public final class Words {
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};

  private Words() {}

  /**
   * {@code {list.size.count('recipe')}} gives "1 recipe", "3 recipes"; "none" is for the caller to
   * word.
   */
  public static String count(long number, String noun) {
    return number + " " + (number == 1 ? noun : plural(noun));
  }

  public static String count(int number, String noun) {
    return count((long) number, noun);
  }

  /** Sizes of files and images, in powers of 1000 as disks are sold: "4.1 GB". */
  public static String bytes(long number) {
    return scaled(number, 1000, UNITS);
  }

  /** Memory, in powers of 1024 as limits are set: "8 GiB". */
  public static String memory(long number) {
    return scaled(number, 1024, new String[] {"B", "KiB", "MiB", "GiB", "TiB", "PiB"});
  }

  private static String scaled(long number, int base, String[] units) {
    double value = number;
    int unit = 0;
    while (value >= base && unit < units.length - 1) {
      value /= base;
      unit++;
    }
    String digits =
        unit == 0 || value >= 100 || value == Math.rint(value)
            ? String.format(Locale.ROOT, "%.0f", value)
            : String.format(Locale.ROOT, "%.1f", value);
    return digits + " " + units[unit];
  }

  private static String plural(String noun) {
    return noun.endsWith("y") && !noun.endsWith("ey") && !noun.endsWith("ay")
        ? noun.substring(0, noun.length() - 1) + "ies"
        : noun + "s";
  }
}
