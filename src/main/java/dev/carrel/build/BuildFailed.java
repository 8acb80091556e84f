package dev.carrel.build;

/**
 * Fired in the transaction that ends the build.
 *
 * @param error what failed, in a sentence for the owner
 */
public record BuildFailed(long build, long account, long revision, String error) {}
