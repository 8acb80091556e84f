package dev.carrel.gpu.reservation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

@Entity
@Table(name = "gpu_reservation")
class ReservationRow {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  private String title;

  @Column(name = "made_by")
  private long madeBy;

  @Column(name = "made_at")
  private Instant made;

  @Column(name = "starts_at")
  private Instant from;

  @Column(name = "ends_at")
  private Instant to;

  @Column(name = "share_group")
  private String group;

  @JdbcTypeCode(SqlTypes.ARRAY)
  private List<String> roster;

  private String base;

  @Column(name = "base_ready_at")
  private Instant baseReady;

  @Column(name = "stagger_seconds")
  private int staggerSeconds;

  private boolean retire;

  @Column(name = "cleared_at")
  private Instant cleared;

  @Column(name = "cancelled_at")
  private Instant cancelled;

  ReservationRow() {}

  ReservationRow(Draft draft, long madeBy, Instant now) {
    this.title = draft.title().strip();
    this.madeBy = madeBy;
    this.made = now;
    this.from = draft.from();
    this.to = draft.to();
    this.group = draft.group().orElse(null);
    this.roster = draft.roster();
    this.base = draft.base().orElse(null);
    this.staggerSeconds = (int) draft.stagger().toSeconds();
    this.retire = draft.retire();
  }

  /** False if it was cancelled before. */
  boolean cancel(Instant now) {
    if (cancelled != null) {
      return false;
    }
    cancelled = now;
    return true;
  }

  void baseIsHere(Instant now) {
    baseReady = now;
  }

  void cleared(Instant now) {
    cleared = now;
  }

  long id() {
    return id;
  }

  long madeBy() {
    return madeBy;
  }

  boolean overlaps(Instant start, Instant end) {
    return from.isBefore(end) && to.isAfter(start);
  }

  Reservation view(List<Long> devices, String by) {
    return new Reservation(
        id,
        title,
        from,
        to,
        devices,
        Optional.ofNullable(group),
        roster,
        Optional.ofNullable(base),
        Duration.ofSeconds(staggerSeconds),
        retire,
        by);
  }
}
