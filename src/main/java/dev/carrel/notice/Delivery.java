package dev.carrel.notice;

import java.time.Instant;
import java.util.Optional;

/**
 * One notice on its way out.
 *
 * @param attempt 1 is the first
 * @param email where its account can be written to
 */
record Delivery(
    long notice,
    Way way,
    int attempt,
    String username,
    Optional<String> email,
    String kind,
    String title,
    String text,
    String link,
    Instant told) {}
