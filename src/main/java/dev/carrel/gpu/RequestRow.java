package dev.carrel.gpu;

import dev.carrel.account.Account;
import dev.carrel.account.GpuLimits;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A wish for devices. Refuses each step that its status does not allow. */
@Entity
@Table(name = "gpu_request")
class RequestRow {
  enum Status {
    WAITING,
    HELD,
    LEASED,
    ENDED
  }

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(name = "environment_id")
  private long environment;

  @Column(name = "account_id")
  private long account;

  private String name;

  @Column(name = "share_group")
  private String group;

  private int count;
  private Long memory;
  private String model;
  private BigDecimal hours;
  private int priority;
  private int most;
  private BigDecimal longest;

  @Enumerated(EnumType.STRING)
  private Status status;

  @Column(name = "asked_at")
  private Instant asked;

  @Column(name = "queued_at")
  private Instant queued;

  @Column(name = "ready_at")
  private Instant ready;

  @Column(name = "until_at")
  private Instant until;

  @Column(name = "pick_up_by")
  private Instant pickUpBy;

  @Column(name = "away_since")
  private Instant awaySince;

  @Column(name = "ended_at")
  private Instant ended;

  RequestRow() {}

  RequestRow(
      long environment,
      Account account,
      String name,
      GpuRequest wish,
      BigDecimal hours,
      GpuLimits limits,
      Instant now) {
    this.environment = environment;
    this.account = account.id();
    this.name = name;
    this.group = account.groups().isEmpty() ? "" : account.groups().getFirst();
    this.count = wish.count();
    this.memory = wish.memory().orElse(null);
    this.model = wish.model().orElse(null);
    this.hours = hours;
    this.priority = limits.priority();
    this.most = limits.devices();
    this.longest = limits.hours();
    this.status = Status.WAITING;
    this.asked = now;
    this.queued = now;
  }

  void ready(Instant now) {
    if (ready == null) {
      ready = now;
    }
  }

  /**
   * Its environment has its devices; tells when they are due back.
   *
   * @param pickUp by then somebody must have been there; but what is reserved for somebody is
   *     nobody else's
   */
  Instant leased(Instant now, Optional<Instant> pickUp) {
    if (status != Status.HELD) {
      throw new IllegalStateException(this + " cannot be leased");
    }
    status = Status.LEASED;
    pickUpBy = until == null ? pickUp.orElse(null) : null;
    Instant end = now.plus(duration(hours));
    return until != null && until.isBefore(end) ? until : end;
  }

  /**
   * Nobody was there in time.
   *
   * @return false if somebody was, or may still come
   */
  boolean passes(Instant now) {
    if (pickUpBy == null || pickUpBy.isAfter(now)) {
      return false;
    }
    pickUpBy = null;
    awaySince = now;
    return true;
  }

  /** Has given its devices back, and wants some again. */
  void waitsAgain() {
    if (status != Status.LEASED) {
      throw new IllegalStateException(this + " has nothing to give back");
    }
    status = Status.WAITING;
    pickUpBy = null;
  }

  void ended(Instant now) {
    status = Status.ENDED;
    ended = now;
    pickUpBy = null;
    awaySince = null;
  }

  /** 0 while it is not written down. */
  long id() {
    return id == null ? 0 : id;
  }

  long environment() {
    return environment;
  }

  long account() {
    return account;
  }

  String name() {
    return name;
  }

  String group() {
    return group;
  }

  GpuRequest wish() {
    return new GpuRequest(count, Optional.ofNullable(memory), Optional.ofNullable(model));
  }

  Duration lasts() {
    return duration(hours);
  }

  /** How long it may last at most, extended. */
  Duration longest() {
    return longest == null ? lasts() : duration(longest);
  }

  int priority() {
    return priority;
  }

  /** How many devices its account may hold at a time. */
  int most() {
    return most;
  }

  Status status() {
    return status;
  }

  Instant asked() {
    return asked;
  }

  Instant queued() {
    return queued;
  }

  boolean isReady() {
    return ready != null;
  }

  Optional<Instant> pickUpBy() {
    return Optional.ofNullable(pickUpBy);
  }

  /** Its turn passed, and nobody has been there since: nothing is given to it. */
  boolean isAway() {
    return awaySince != null;
  }

  static Duration duration(BigDecimal hours) {
    return Duration.ofSeconds(hours.multiply(BigDecimal.valueOf(3600)).longValue());
  }

  @Override
  public String toString() {
    return "request %d of environment %d (%s)".formatted(id, environment, status);
  }
}
