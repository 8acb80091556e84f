package dev.carrel.web;

/**
 * One thing wrong with what was sent: which field, and what is wrong with it, in words for its
 * sender.
 */
public record Violation(String field, String message) {}
