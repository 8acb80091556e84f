package dev.carrel.gpu;

import java.time.Instant;
import java.util.Optional;

/**
 * What somebody who waits may expect.
 *
 * @param position 1 is next
 * @param earliest when it may start if everybody ahead ends on time and nobody comes in between
 * @param latest when it starts at the latest if holders use their time to the end; empty where that
 *     cannot be told, such as for a device that is away
 * @param waitsFor in words, like {@code one A100, of which both are in use until 16:10}
 * @param order why it is where it is, in words, like {@code before you: 2 who used less this week}
 * @param away its turn passed while nobody was there: nothing is given to it until somebody is
 */
public record Outlook(
    long environment,
    int position,
    Optional<Instant> earliest,
    Optional<Instant> latest,
    String waitsFor,
    String order,
    boolean away) {}
