package dev.carrel.build;

/** Fired in the transaction that ends the build. */
public record BuildCancelled(long build, long account, long revision) {}
