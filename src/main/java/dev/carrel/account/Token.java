package dev.carrel.account;

import java.time.Instant;

/**
 * A personal access token as its owner's page lists it; the secret itself is nowhere.
 *
 * @param lastUsed null before the first use; exact to the minute
 */
record Token(
    long id,
    long account,
    String name,
    Instant created,
    Instant expires,
    Instant lastUsed,
    boolean expired) {}
