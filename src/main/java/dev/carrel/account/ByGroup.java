package dev.carrel.account;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What is said by group; the policy called {@code default} holds what no group of a person says.
 */
record ByGroup<P>(Map<String, P> policies) {
  static final String DEFAULT = "default";

  /** What the most generous of the groups says: the greatest by that order. */
  <T> Optional<T> most(
      List<String> groups, Function<P, Optional<T>> limit, Comparator<T> generosity) {
    return named(groups, limit).max(generosity).or(() -> fallback(limit));
  }

  /** For what has no order: what the first of the groups says. */
  <T> Optional<T> first(List<String> groups, Function<P, Optional<T>> limit) {
    return named(groups, limit).findFirst().or(() -> fallback(limit));
  }

  private <T> Stream<T> named(List<String> groups, Function<P, Optional<T>> limit) {
    return groups.stream()
        .filter(group -> !group.equals(DEFAULT))
        .map(policies::get)
        .filter(Objects::nonNull)
        .map(limit)
        .flatMap(Optional::stream);
  }

  private <T> Optional<T> fallback(Function<P, Optional<T>> limit) {
    return Optional.ofNullable(policies.get(DEFAULT)).flatMap(limit);
  }
}
