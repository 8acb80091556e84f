package dev.carrel.catalogue.index;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeSet;

/**
 * Normalised names, sorted, and searched by prefix. PyPI has some 700,000 of them: as one block of
 * bytes they take about 12 MB, as strings five times that.
 */
public final class NameList {
  public static final NameList EMPTY = of(List.of());

  private static final Comparator<String> LIKELIEST =
      Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

  private final byte[] text;
  private final int[] starts;

  private NameList(byte[] text, int[] starts) {
    this.text = text;
    this.starts = starts;
  }

  /** Duplicates are dropped. */
  public static NameList of(Collection<String> names) {
    TreeSet<String> sorted = new TreeSet<>(names);
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    int[] starts = new int[sorted.size() + 1];
    int next = 0;
    for (String name : sorted) {
      starts[next++] = text.size();
      text.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
    }
    starts[next] = text.size();
    return new NameList(text.toByteArray(), starts);
  }

  public int size() {
    return starts.length - 1;
  }

  /** Names with the prefix; the shorter, the likelier, so that a whole name comes first. */
  public List<String> startingWith(String prefix, int limit) {
    byte[] wanted = prefix.getBytes(StandardCharsets.US_ASCII);
    PriorityQueue<String> best = new PriorityQueue<>(LIKELIEST.reversed());
    for (int i = firstNotBelow(wanted); i < size() && startsWith(i, wanted); i++) {
      boolean full = best.size() >= limit;
      if (full && starts[i + 1] - starts[i] >= best.peek().length()) {
        continue; // no shorter than the worst that is kept, and later in the alphabet
      }
      if (full) {
        best.poll();
      }
      best.add(name(i));
    }
    String[] found = best.toArray(String[]::new);
    Arrays.sort(found, LIKELIEST);
    return List.of(found);
  }

  private int firstNotBelow(byte[] wanted) {
    int low = 0;
    int high = size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (compare(middle, wanted) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private int compare(int i, byte[] wanted) {
    return Arrays.compare(text, starts[i], starts[i + 1], wanted, 0, wanted.length);
  }

  private boolean startsWith(int i, byte[] wanted) {
    int end = starts[i] + wanted.length;
    return end <= starts[i + 1] && Arrays.equals(text, starts[i], end, wanted, 0, wanted.length);
  }

  private String name(int i) {
    return new String(text, starts[i], starts[i + 1] - starts[i], StandardCharsets.US_ASCII);
  }
}
