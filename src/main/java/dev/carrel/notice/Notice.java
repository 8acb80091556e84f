package dev.carrel.notice;

/**
 * Something that its account must hear of.
 *
 * @param account who is told
 * @param kind one word for filters and webhooks, like {@code gpu-turn}, {@code gpu-idle}
 * @param title one line
 * @param text what happened, what it means, what to do; plain text
 * @param link a path of the portal to go to, like {@code /environments/sweep}
 * @param key told once, however often it is said: unique for the account
 */
public record Notice(
    long account, String kind, String title, String text, String link, String key) {}
