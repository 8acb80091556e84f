package dev.carrel.web;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Why a request was not done, told to whoever asked: RFC 9457 problem+json below /api, a page
 * elsewhere, a notice where htmx asked. {@code detail} says what happened and what it means, {@link
 * #advice} what to do about it.
 */
public final class Problem extends RuntimeException {
  private final int status;
  private final String title;
  private final String detail;
  private final transient List<Violation> violations;
  private final transient Optional<String> advice;
  private final transient Optional<Duration> retryAfter;
  private final transient Optional<String> reference;

  private Problem(
      int status,
      String title,
      String detail,
      List<Violation> violations,
      Optional<String> advice,
      Optional<Duration> retryAfter,
      Optional<String> reference) {
    // It is an answer and no accident: nobody reads its stack trace.
    super(detail, null, false, false);
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.violations = List.copyOf(violations);
    this.advice = advice;
    this.retryAfter = retryAfter;
    this.reference = reference;
  }

  /** Any status, with that status's usual title. */
  public static Problem of(int status, String detail) {
    return new Problem(
        status,
        Titles.of(status),
        detail,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** 404, also for what is another account's: whether it exists is not told. */
  public static Problem notFound(String detail) {
    return of(404, detail);
  }

  /** 409: what was asked does not fit the present state; {@code detail} names that state. */
  public static Problem conflict(String detail) {
    return of(409, detail);
  }

  /** 403: known, and not allowed. */
  public static Problem forbidden(String detail) {
    return of(403, detail);
  }

  /** 429: over a limit; {@code detail} names the limit, what is used of it and what was asked. */
  public static Problem tooMany(String detail) {
    return of(429, detail);
  }

  /** 503: something Carrel needs is away; it will be there again. */
  public static Problem unavailable(String detail) {
    return of(503, detail).retryAfter(Duration.ofSeconds(10));
  }

  /** 422: understood, but these fields are wrong. */
  public static Problem invalid(List<Violation> violations) {
    String detail =
        violations.size() == 1
            ? violations.getFirst().message()
            : violations.size() + " fields need another value.";
    return new Problem(
        422,
        Titles.of(422),
        detail,
        violations,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** 422 for one field. */
  public static Problem invalid(String field, String message) {
    return invalid(List.of(new Violation(field, message)));
  }

  /** The same problem with a sentence on what to do about it. */
  public Problem advice(String text) {
    return new Problem(status, title, detail, violations, Optional.of(text), retryAfter, reference);
  }

  /** The same problem, saying when to try again. */
  public Problem retryAfter(Duration wait) {
    return new Problem(status, title, detail, violations, advice, Optional.of(wait), reference);
  }

  /** The same problem with the number under which the server's log tells more. */
  Problem reference(String number) {
    return new Problem(status, title, detail, violations, advice, retryAfter, Optional.of(number));
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  public String detail() {
    return detail;
  }

  public List<Violation> violations() {
    return violations;
  }

  public Optional<String> advice() {
    return advice;
  }

  public Optional<Duration> retryAfter() {
    return retryAfter;
  }

  public Optional<String> reference() {
    return reference;
  }
}
