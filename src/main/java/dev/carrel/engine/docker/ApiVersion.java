package dev.carrel.engine.docker;

/** A version of the engine's API, like 1.41. */
record ApiVersion(int major, int minor) implements Comparable<ApiVersion> {

  /** The newest that this adapter was tried with. A newer engine still speaks it. */
  static final ApiVersion NEWEST_TRIED = new ApiVersion(1, 51);

  static ApiVersion parse(String text) {
    String[] parts = text.split("\\.", 2);
    return new ApiVersion(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
  }

  /** What to speak with an engine whose own is this one: a newer pin is refused with status 400. */
  ApiVersion spoken() {
    return compareTo(NEWEST_TRIED) < 0 ? this : NEWEST_TRIED;
  }

  @Override
  public int compareTo(ApiVersion other) {
    return major == other.major ? minor - other.minor : major - other.major;
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
