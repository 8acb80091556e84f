package dev.carrel.catalogue.python;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version as PEP 440 reads and orders it: {@code [N!]N(.N)*[{a|b|rc}N][.postN][.devN][+local]}.
 * Equal are those that mean the same, like {@code 1.0} and {@code 1.0.0}; {@link #text()} is as it
 * was written.
 */
public final class PythonVersion implements Comparable<PythonVersion> {

  /** The specification's own expression, appendix B. */
  private static final Pattern FORM =
      Pattern.compile(
          "\\s*v?(?:(?<epoch>[0-9]+)!)?(?<release>[0-9]+(?:\\.[0-9]+)*)"
              + "(?:[-_.]?(?<pre>alpha|a|beta|b|preview|pre|c|rc)[-_.]?(?<pren>[0-9]+)?)?"
              + "(?<post>-(?<postn1>[0-9]+)|[-_.]?(?:post|rev|r)[-_.]?(?<postn2>[0-9]+)?)?"
              + "(?<dev>[-_.]?dev[-_.]?(?<devn>[0-9]+)?)?"
              + "(?:\\+(?<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?\\s*",
          Pattern.CASE_INSENSITIVE);

  private static final int LONGEST = 200;

  private final String text;
  private final BigInteger epoch;
  private final List<BigInteger> release;
  private final Optional<Stage> pre;
  private final Optional<BigInteger> post;
  private final Optional<BigInteger> dev;
  private final List<Part> local;

  private PythonVersion(String text, Matcher parts) {
    this.text = text.strip();
    this.epoch = number(parts.group("epoch"));
    this.release = Arrays.stream(parts.group("release").split("\\.")).map(BigInteger::new).toList();
    this.pre =
        Optional.ofNullable(parts.group("pre"))
            .map(word -> new Stage(stage(word), number(parts.group("pren"))));
    this.post =
        Optional.ofNullable(parts.group("post"))
            .map(
                any ->
                    number(
                        parts.group("postn1") != null
                            ? parts.group("postn1")
                            : parts.group("postn2")));
    this.dev = Optional.ofNullable(parts.group("dev")).map(any -> number(parts.group("devn")));
    this.local =
        Optional.ofNullable(parts.group("local")).map(PythonVersion::localParts).orElse(List.of());
  }

  /** Empty if it is none: pip ignores such files too. */
  public static Optional<PythonVersion> parse(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    Matcher parts = FORM.matcher(text);
    return parts.matches() ? Optional.of(new PythonVersion(text, parts)) : Optional.empty();
  }

  public String text() {
    return text;
  }

  /** True for alphas, betas, release candidates and development releases. */
  public boolean isPrerelease() {
    return pre.isPresent() || dev.isPresent();
  }

  boolean isPostrelease() {
    return post.isPresent();
  }

  boolean hasLocal() {
    return !local.isEmpty();
  }

  /** The number at a place of the release, 0 beyond its end. */
  BigInteger release(int place) {
    return place < release.size() ? release.get(place) : BigInteger.ZERO;
  }

  int releaseLength() {
    return release.size();
  }

  /** How many numbers of the release are the same from the front; 0 if the epochs differ. */
  public int agreement(PythonVersion other) {
    if (!epoch.equals(other.epoch)) {
      return 0;
    }
    int same = 0;
    int longest = Math.max(release.size(), other.release.size());
    while (same < longest && release(same).equals(other.release(same))) {
      same++;
    }
    return same;
  }

  boolean sameEpoch(PythonVersion other) {
    return epoch.equals(other.epoch);
  }

  /** Without {@code +local}. */
  PythonVersion withoutLocal() {
    int plus = text.indexOf('+');
    return plus < 0 ? this : parse(text.substring(0, plus)).orElseThrow();
  }

  /** Only epoch and release. */
  PythonVersion base() {
    String epochText = epoch.signum() == 0 ? "" : epoch + "!";
    String numbers = String.join(".", release.stream().map(BigInteger::toString).toList());
    return parse(epochText + numbers).orElseThrow();
  }

  @Override
  public int compareTo(PythonVersion other) {
    return ORDER.compare(this, other);
  }

  private static final Comparator<PythonVersion> ORDER =
      Comparator.<PythonVersion, BigInteger>comparing(v -> v.epoch)
          .thenComparing(v -> v.trimmed(), PythonVersion::compareNumbers)
          .thenComparing(PythonVersion::preKey)
          .thenComparing(v -> v.post.orElse(BigInteger.ONE.negate()))
          .thenComparing(v -> v.dev.isEmpty())
          .thenComparing(v -> v.dev.orElse(BigInteger.ZERO))
          .thenComparing(v -> v.local, PythonVersion::compareLocal);

  /** A development release of the final one comes before its alphas; the final one after all. */
  private Stage preKey() {
    if (pre.isPresent()) {
      return pre.get();
    }
    boolean onlyDev = dev.isPresent() && post.isEmpty();
    return new Stage(onlyDev ? -1 : Integer.MAX_VALUE, BigInteger.ZERO);
  }

  private List<BigInteger> trimmed() {
    int end = release.size();
    while (end > 1 && release.get(end - 1).signum() == 0) {
      end--;
    }
    return release.subList(0, end);
  }

  private static int compareNumbers(List<BigInteger> a, List<BigInteger> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int order = a.get(i).compareTo(b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  private static int compareLocal(List<Part> a, List<Part> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int order = a.get(i).compareTo(b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  private static int stage(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "a", "alpha" -> 0;
      case "b", "beta" -> 1;
      default -> 2;
    };
  }

  private static BigInteger number(String digits) {
    return digits == null ? BigInteger.ZERO : new BigInteger(digits);
  }

  private static List<Part> localParts(String local) {
    List<Part> parts = new ArrayList<>();
    for (String part : local.toLowerCase(Locale.ROOT).split("[-_.]")) {
      boolean numeric = part.chars().allMatch(Character::isDigit);
      parts.add(
          new Part(numeric ? new BigInteger(part) : BigInteger.ONE.negate(), numeric ? "" : part));
    }
    return parts;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PythonVersion version && compareTo(version) == 0;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(new Object[] {epoch, trimmed(), preKey(), post, dev, local});
  }

  @Override
  public String toString() {
    return text;
  }

  private record Stage(int letter, BigInteger number) implements Comparable<Stage> {
    @Override
    public int compareTo(Stage other) {
      int order = Integer.compare(letter, other.letter);
      return order != 0 ? order : number.compareTo(other.number);
    }
  }

  /** Numbers come after words, and words in the order of letters. */
  private record Part(BigInteger number, String word) implements Comparable<Part> {
    @Override
    public int compareTo(Part other) {
      int order = number.compareTo(other.number);
      return order != 0 ? order : word.compareTo(other.word);
    }
  }
}
