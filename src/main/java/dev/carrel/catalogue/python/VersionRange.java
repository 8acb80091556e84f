package dev.carrel.catalogue.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A set of version specifiers (PEP 440), like {@code >=3.9,!=3.12.*,<4}; all must hold. */
public record VersionRange(List<Clause> clauses) {
  private static final Pattern CLAUSE =
      Pattern.compile("\\s*(===|~=|==|!=|<=|>=|<|>)\\s*([^\\s,]+)\\s*");

  public VersionRange {
    clauses = List.copyOf(clauses);
  }

  /** Empty if it cannot be read: pip then ignores a file's {@code requires-python}, too. */
  public static Optional<VersionRange> parse(String text) {
    List<Clause> clauses = new ArrayList<>();
    for (String part : text.split(",")) {
      if (part.isBlank()) {
        continue;
      }
      Matcher matcher = CLAUSE.matcher(part);
      if (!matcher.matches()) {
        return Optional.empty();
      }
      Optional<Clause> clause = Clause.of(matcher.group(1), matcher.group(2));
      if (clause.isEmpty()) {
        return Optional.empty();
      }
      clauses.add(clause.get());
    }
    return Optional.of(new VersionRange(clauses));
  }

  /** Pre-releases are judged like any other version. */
  public boolean holds(PythonVersion version) {
    return clauses.stream().allMatch(clause -> clause.holds(version));
  }

  /**
   * One comparison.
   *
   * @param prefix true for {@code ==3.9.*} and its like
   */
  public record Clause(String operator, PythonVersion version, boolean prefix) {

    static Optional<Clause> of(String operator, String text) {
      boolean equality = operator.equals("==") || operator.equals("!=");
      boolean prefix = text.endsWith(".*") && equality;
      return PythonVersion.parse(prefix ? text.substring(0, text.length() - 2) : text)
          .filter(version -> !operator.equals("~=") || version.releaseLength() > 1)
          .map(version -> new Clause(operator, version, prefix));
    }

    boolean holds(PythonVersion candidate) {
      return switch (operator) {
        case "==" -> equal(candidate);
        case "!=" -> !equal(candidate);
        case "===" -> candidate.text().equalsIgnoreCase(version.text());
        case "<=" -> candidate.withoutLocal().compareTo(version) <= 0;
        case ">=" -> candidate.withoutLocal().compareTo(version) >= 0;
        case "<" ->
            candidate.compareTo(version) < 0
                && (version.isPrerelease()
                    || !candidate.isPrerelease()
                    || !candidate.base().equals(version.base()));
        case ">" ->
            candidate.compareTo(version) > 0
                && (version.isPostrelease()
                    || !candidate.isPostrelease()
                    || !candidate.base().equals(version.base()))
                && (!candidate.hasLocal() || !candidate.base().equals(version.base()));
        case "~=" ->
            candidate.withoutLocal().compareTo(version) >= 0
                && starts(candidate, version.releaseLength() - 1);
        default -> throw new IllegalStateException("no such operator: " + operator);
      };
    }

    private boolean equal(PythonVersion candidate) {
      if (prefix) {
        return starts(candidate, version.releaseLength());
      }
      return version.hasLocal()
          ? candidate.equals(version)
          : candidate.withoutLocal().equals(version);
    }

    private boolean starts(PythonVersion candidate, int numbers) {
      if (!candidate.sameEpoch(version)) {
        return false;
      }
      for (int place = 0; place < numbers; place++) {
        if (!candidate.release(place).equals(version.release(place))) {
          return false;
        }
      }
      return true;
    }
  }
}
