package dev.carrel.web;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * A part of a list, newest first; {@code next} is the cursor of the part after it, or null at the
 * end.
 */
public record Page<T>(List<T> items, String next) {

  public Page {
    items = List.copyOf(items);
  }

  /**
   * @param rows one more than {@link PageRequest#limit} where there are as many, which tells that
   *     there is a next part
   */
  public static <R, T> Page<T> of(
      List<R> rows, PageRequest request, ToLongFunction<R> id, Function<R, T> view) {
    boolean more = rows.size() > request.limit();
    List<R> shown = more ? rows.subList(0, request.limit()) : rows;
    String next = more ? Long.toString(id.applyAsLong(shown.getLast())) : null;
    return new Page<>(shown.stream().map(view).toList(), next);
  }

  public <U> Page<U> map(Function<T, U> view) {
    return new Page<>(items.stream().map(view).toList(), next);
  }

  @JsonIgnore
  public boolean isEmpty() {
    return items.isEmpty();
  }
}
