package dev.carrel.notice;

import java.time.Instant;

/** A notice as its account sees it. */
public record Told(
    long id, String kind, String title, String text, String link, Instant told, boolean unread) {
  public String openUrl() {
    return "/notices/" + id + "/open";
  }

  public String readUrl() {
    return "/notices/" + id + "/read";
  }
}
