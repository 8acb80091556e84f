package dev.carrel.web;

/** Which part of a list is wanted: at most {@code limit} rows whose id is below {@code before}. */
public record PageRequest(int limit, long before) {
  public static final int DEFAULT = 50;
  public static final int MOST = 200;

  public PageRequest {
    limit = Math.clamp(limit, 1, MOST);
  }

  /** From the query's {@code limit} and {@code cursor}, either of which may be absent. */
  public static PageRequest of(Integer limit, String cursor) {
    return new PageRequest(limit == null ? DEFAULT : limit, before(cursor));
  }

  public static PageRequest first(int limit) {
    return new PageRequest(limit, Long.MAX_VALUE);
  }

  private static long before(String cursor) {
    if (cursor == null || cursor.isEmpty()) {
      return Long.MAX_VALUE;
    }
    try {
      return Long.parseLong(cursor);
    } catch (NumberFormatException notOurs) {
      throw Problem.invalid("cursor", "is not one that an earlier answer gave");
    }
  }
}
