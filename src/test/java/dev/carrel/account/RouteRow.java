package dev.carrel.account;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One line of {@code routes.txt}; its head tells the format.
 *
 * @param expected statuses by role, in the order of {@link Visitor}; empty where it is not tried
 * @param values for the path's parameters, and with a {@code ?} before the name for the query's
 */
record RouteRow(
    String method,
    String path,
    List<Optional<Integer>> expected,
    Map<String, String> values,
    Optional<String> body) {

  private static final Pattern PARAMETER = Pattern.compile("\\{([^}:]+)[^}]*}");

  /** Who knocks, in the order of the table's columns. */
  enum Visitor {
    ANONYMOUS(Optional.empty()),
    OTHER(Optional.of("bob")),
    OWNER(Optional.of("alice")),
    ADMIN(Optional.of("olga"));

    final Optional<String> user;

    Visitor(Optional<String> user) {
      this.user = user;
    }
  }

  static RouteRow parse(String line) {
    String[] parts = line.split("\\s+>\\s+", 2);
    String[] words = parts[0].strip().split("\\s+");
    if (words.length < 6) {
      throw new IllegalArgumentException("routes.txt: not method, path, four statuses: " + line);
    }
    Map<String, String> values = new HashMap<>();
    for (int i = 6; i < words.length; i++) {
      String[] pair = words[i].split("=", 2);
      values.put(pair[0], pair[1]);
    }
    return new RouteRow(
        words[0],
        words[1],
        List.of(status(words[2]), status(words[3]), status(words[4]), status(words[5])),
        values,
        parts.length > 1 ? Optional.of(parts[1].strip()) : Optional.empty());
  }

  String route() {
    return method + " " + path;
  }

  Optional<Integer> expected(Visitor visitor) {
    return expected.get(visitor.ordinal());
  }

  /** The path with its parameters filled in; {@code fixtures} give what {@code $name} means. */
  String address(Map<String, String> fixtures) {
    String filled =
        PARAMETER
            .matcher(path)
            .replaceAll(match -> Matcher.quoteReplacement(value(match.group(1), fixtures)));
    String query =
        values.keySet().stream()
            .filter(name -> name.startsWith("?"))
            .map(name -> name.substring(1) + "=" + value(name, fixtures))
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? filled : filled + "?" + query;
  }

  /** The body with what {@code $name} means filled in. */
  Optional<String> body(Map<String, String> fixtures) {
    return body.map(
        text ->
            Pattern.compile("\\$([a-zA-Z]+)")
                .matcher(text)
                .replaceAll(m -> Matcher.quoteReplacement(fixture(m.group(1), fixtures))));
  }

  private String value(String parameter, Map<String, String> fixtures) {
    String value = values.get(parameter.strip());
    if (value == null) {
      throw new IllegalStateException(
          "routes.txt: %s needs %s=… at its end".formatted(route(), parameter));
    }
    return value.startsWith("$") ? fixture(value.substring(1), fixtures) : value;
  }

  private String fixture(String name, Map<String, String> fixtures) {
    if (!fixtures.containsKey(name)) {
      throw new IllegalStateException(
          "routes.txt: %s names $%s, which no RouteFixture prepares".formatted(route(), name));
    }
    return fixtures.get(name);
  }

  private static Optional<Integer> status(String word) {
    return word.equals("-") ? Optional.empty() : Optional.of(Integer.valueOf(word));
  }
}
