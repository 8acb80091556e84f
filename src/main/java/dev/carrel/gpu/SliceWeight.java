package dev.carrel.gpu;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an hour of a slice counts: the larger of its shares of the memory and of the seven compute
 * slices that a card has. (An A30 has four; there the share of the memory is the larger one.)
 */
final class SliceWeight {

  private static final int COMPUTE_SLICES = 7;
  private static final long GIB = 1L << 30;

  /** {@code 1c.3g.40gb} is one compute slice of an instance of three. */
  private static final Pattern PROFILE = Pattern.compile("(?:(\\d+)c\\.)?(\\d+)g\\.(\\d+)gb.*");

  private SliceWeight() {}

  static BigDecimal of(String profile, long memory, long whole) {
    Matcher named = PROFILE.matcher(profile);
    if (!named.matches()) {
      return share(memory, whole);
    }
    String compute = named.group(1) == null ? named.group(2) : named.group(1);
    // By the name: what is usable of 40 GB is a little less, and differs by driver.
    return share(Long.parseLong(named.group(3)), Math.max(1, Math.round((double) whole / GIB)))
        .max(share(Long.parseLong(compute), COMPUTE_SLICES));
  }

  private static BigDecimal share(long part, long whole) {
    return BigDecimal.valueOf(part)
        .divide(BigDecimal.valueOf(whole), 4, RoundingMode.HALF_UP)
        .min(BigDecimal.ONE)
        .max(new BigDecimal("0.0001"));
  }
}
