package dev.carrel.web;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says what is wrong with a body that is JSON and not what a call takes. */
final class Misfit {
  private Misfit() {}

  static Problem told(MismatchedInputException exception) {
    String field = exception.getPath().stream().map(Misfit::step).collect(Collectors.joining("."));
    Throwable cause = exception.getCause();
    // A record's own constructor says better than Jackson what is wrong with a value.
    Optional<String> own =
        Optional.ofNullable(cause)
            .filter(IllegalArgumentException.class::isInstance)
            .map(Throwable::getMessage);
    if (field.isEmpty()) {
      return Problem.of(
          400,
          own.orElse(
              "The body is JSON, but not an object. This call needs one, in braces, like {\"name\": \"first-try\"}; its fields stand at /q/openapi."));
    }
    return Problem.invalid(
        field, own.orElseGet(() -> "%s needs %s".formatted(field, kind(exception))));
  }

  static Problem told(StreamConstraintsException exception) {
    return Problem.of(
            400,
            "The body is nested too deeply, or a text or a number in it is longer than any that this portal takes.")
        .advice("Compare it with what the call takes, at /q/openapi.");
  }

  /** Jackson wraps what its reader refuses, and JAX-RS wraps that. */
  static Optional<StreamConstraintsException> limit(Throwable exception) {
    return Stream.iterate(exception, one -> one != null, Throwable::getCause)
        .limit(10)
        .filter(StreamConstraintsException.class::isInstance)
        .map(StreamConstraintsException.class::cast)
        .findFirst();
  }

  private static String kind(MismatchedInputException exception) {
    Class<?> type = exception.getTargetType();
    if (type == null) {
      return "another kind of value";
    }
    if (type == String.class) {
      return "a text";
    }
    if (type == Boolean.class || type == boolean.class) {
      return "true or false";
    }
    if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
      return "a whole number";
    }
    if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
      return "a number";
    }
    if (Temporal.class.isAssignableFrom(type)) {
      return "a time like 2026-11-24T09:00:00Z";
    }
    if (type.isEnum()) {
      return "one of "
          + Stream.of(type.getEnumConstants())
              .map(String::valueOf)
              .collect(Collectors.joining(", "));
    }
    return Collection.class.isAssignableFrom(type) || type.isArray() ? "a list" : "an object";
  }

  private static String step(JsonMappingException.Reference reference) {
    return reference.getFieldName() != null
        ? reference.getFieldName()
        : Integer.toString(reference.getIndex());
  }
}
