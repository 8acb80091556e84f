package dev.carrel.build;

/** Fired in the transaction that ends the build. */
public record BuildSucceeded(long build, long account, long revision, Image image) {}
