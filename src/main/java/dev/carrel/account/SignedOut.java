package dev.carrel.account;

/**
 * A session of the account has ended, or one of its tokens was revoked: on every replica, whatever
 * was opened in its name and lives longer than a request (sockets, streams) is to be closed. What
 * is still allowed opens again by itself.
 */
public record SignedOut(long account) {}
