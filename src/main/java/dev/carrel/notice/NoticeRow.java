package dev.carrel.notice;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A notice that was told. {@link Notices} inserts it; here it is read, and becomes read. */
@Entity
@Table(name = "notice")
class NoticeRow {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(name = "account_id")
  private long account;

  private String kind;
  private String title;
  private String text;
  private String link;

  @Column(name = "told_at")
  private Instant told;

  @Column(name = "read_at")
  private Instant read;

  NoticeRow() {}

  long id() {
    return id;
  }

  void read(Instant when) {
    if (read == null) {
      read = when;
    }
  }

  Told view() {
    return new Told(id, kind, title, text, link, told, read == null);
  }
}
