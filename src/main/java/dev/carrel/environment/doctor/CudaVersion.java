package dev.carrel.environment.doctor;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Major and minor: what decides whether a program runs on a driver. */
record CudaVersion(int major, int minor) implements Comparable<CudaVersion> {

  private static final Pattern FORM = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})(\\..*)?");

  static Optional<CudaVersion> parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    return matcher.matches()
        ? Optional.of(
            new CudaVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  @Override
  public int compareTo(CudaVersion other) {
    return Comparator.comparingInt(CudaVersion::major)
        .thenComparingInt(CudaVersion::minor)
        .compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
