package dev.carrel.build.log;

/**
 * One try at a build. Whatever is written for a build carries the attempt's number, so that a
 * runner that was taken for dead cannot write into the next one's.
 */
public record BuildAttempt(long build, int number, long account) {}
