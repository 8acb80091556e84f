package dev.carrel.build;

import dev.carrel.build.log.BuildAttempt;
import dev.carrel.recipe.Revision;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A build's state, which takes legal steps only. */
@Entity(name = "Build")
@Table(name = "build")
class BuildRow {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  Long id;

  @Column(name = "account_id")
  long account;

  @Column(name = "revision_id")
  long revisionId;

  String recipe;
  int revision;
  String digest;

  @Convert(converter = BuildStatusConverter.class)
  BuildStatus status;

  Instant requested;
  Instant started;
  Instant finished;
  int attempt;
  int interruptions;
  String runner;

  @Column(name = "lease_until")
  Instant leaseUntil;

  boolean cancelling;
  String waiting;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "image_id")
  ImageRow image;

  String cause;
  String error;

  @Column(name = "error_line")
  Long errorLine;

  String alternatives;

  @Column(name = "log_removed")
  Instant logRemoved;

  protected BuildRow() {}

  BuildRow(Revision wanted, Instant now) {
    account = wanted.account();
    revisionId = wanted.id();
    recipe = wanted.name();
    revision = wanted.number();
    digest = wanted.digest();
    status = BuildStatus.QUEUED;
    requested = now;
  }

  BuildAttempt start(String by, Instant now, Duration lease) {
    become(BuildStatus.RUNNING);
    attempt++;
    runner = by;
    leaseUntil = now.plus(lease);
    started = now;
    waiting = null;
    return new BuildAttempt(id, attempt, account);
  }

  void renew(Instant now, Duration lease) {
    if (status != BuildStatus.RUNNING) {
      throw new IllegalStateException(this + " has no lease to renew");
    }
    leaseUntil = now.plus(lease);
  }

  /** The portal or the engine went away: the build runs again when there is a place. */
  void requeue(String why, boolean interrupted) {
    become(BuildStatus.QUEUED);
    release();
    waiting = why;
    interruptions += interrupted ? 1 : 0;
  }

  void succeed(ImageRow built, Instant now) {
    end(BuildStatus.SUCCEEDED, now);
    image = built;
  }

  void fail(Diagnosis diagnosis, Instant now) {
    end(BuildStatus.FAILED, now);
    cause = diagnosis.cause().name();
    error = diagnosis.sentence();
    errorLine = diagnosis.line().isPresent() ? diagnosis.line().getAsLong() : null;
    alternatives =
        diagnosis.alternatives().isEmpty() ? null : String.join("\n", diagnosis.alternatives());
  }

  /** True if that ended it; false if its runner has to end it. */
  boolean cancel(Instant now) {
    if (!status.live()) {
      throw new IllegalStateException(this + " cannot be cancelled");
    }
    cancelling = true;
    if (status == BuildStatus.QUEUED) {
      end(BuildStatus.CANCELLED, now);
    }
    return status == BuildStatus.CANCELLED;
  }

  void cancelled(Instant now) {
    end(BuildStatus.CANCELLED, now);
  }

  boolean runs(BuildAttempt which) {
    return status == BuildStatus.RUNNING && attempt == which.number();
  }

  BuildView view() {
    return new BuildView(
        id,
        account,
        status,
        recipe,
        revision,
        revisionId,
        requested,
        Optional.ofNullable(started),
        Optional.ofNullable(finished),
        Optional.ofNullable(image).map(ImageRow::view),
        Optional.ofNullable(error),
        Optional.ofNullable(waiting));
  }

  List<String> alternatives() {
    return alternatives == null ? List.of() : alternatives.lines().toList();
  }

  private void end(BuildStatus how, Instant now) {
    become(how);
    release();
    waiting = null;
    finished = now;
  }

  private void release() {
    runner = null;
    leaseUntil = null;
  }

  private void become(BuildStatus next) {
    if (!status.mayBecome(next)) {
      throw new IllegalStateException(this + " cannot become " + next.word());
    }
    status = next;
  }

  @Override
  public String toString() {
    return "build " + id + ", which is " + status.word() + ",";
  }
}
