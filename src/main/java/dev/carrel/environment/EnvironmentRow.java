package dev.carrel.environment;

import dev.carrel.build.Image;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Refuses each step that its status does not allow. */
@Entity
@Table(name = "environment")
class EnvironmentRow {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(name = "account_id")
  private long account;

  private String name;

  @Column(name = "workspace_id")
  private long workspaceId;

  private String workspace;
  private String recipe;

  @Column(name = "build_id")
  private Long build;

  @Column(name = "image_id")
  private Long imageId;

  @Column(name = "image_reference")
  private String imageReference;

  @Column(name = "image_engine_id")
  private String imageEngineId;

  private BigDecimal cpus;
  private long memory;
  private BigDecimal hours;

  @Enumerated(EnumType.STRING)
  private Intent intent;

  @Enumerated(EnumType.STRING)
  private Status status;

  private String phase;

  @Enumerated(EnumType.STRING)
  private Reason.Kind reason;

  @Column(name = "reason_detail")
  private String reasonDetail;

  private String container;
  private String submission;

  @Column(name = "created_at")
  private Instant created;

  @Column(name = "started_at")
  private Instant started;

  @Column(name = "ended_at")
  private Instant ended;

  @Column(name = "expires_at")
  private Instant expires;

  @Version private int version;

  EnvironmentRow() {}

  EnvironmentRow(
      long account, LaunchPlan plan, long workspaceId, Optional<String> submission, Instant now) {
    this.account = account;
    this.name = plan.name();
    this.workspaceId = workspaceId;
    this.workspace = plan.workspace();
    this.recipe = plan.recipe().orElse(null);
    this.cpus = plan.cpus();
    this.memory = plan.memory();
    this.hours = plan.hours();
    this.submission = submission.orElse(null);
    this.created = now;
    this.intent = Intent.RUN;
    this.status = Status.QUEUED;
    this.phase = "waiting for its image";
  }

  /** Waits for a build. */
  void awaits(long buildId) {
    to(Status.QUEUED);
    intent = Intent.RUN;
    build = buildId;
    phase = "waiting for its image";
    because(null);
  }

  /** Has its image and may be started. */
  void uses(Image image) {
    imageId = image.id();
    imageReference = image.reference();
    imageEngineId = image.engineId();
    starts();
  }

  void starts() {
    to(Status.STARTING);
    intent = Intent.RUN;
    phase = "waiting for the engine";
    because(null);
  }

  void stops(Reason why) {
    to(Status.STOPPING);
    intent = Intent.STOP;
    phase = null;
    because(why);
  }

  void retires() {
    to(Status.STOPPING);
    intent = Intent.RETIRE;
    phase = null;
  }

  /** Says what is being done while it is starting. */
  void phase(String what) {
    phase = what;
  }

  void made(String containerId) {
    container = containerId;
    phase = "starting the container";
  }

  void runs(String containerId, Instant since, Optional<Reason> oddity) {
    boolean news = status != Status.RUNNING;
    to(Status.RUNNING);
    intent = Intent.RUN;
    container = containerId;
    phase = null;
    because(oddity.orElse(null));
    if (news) {
      started = since;
      ended = null;
      expires = since.plus(duration(hours));
    }
  }

  void stopped(Optional<Reason> why, Instant when) {
    to(Status.STOPPED);
    intent = Intent.STOP;
    phase = null;
    ended = when;
    if (reason != Reason.Kind.HOURS_OVER || why.isPresent()) {
      because(why.orElse(null));
    }
  }

  void failed(Reason why, boolean containerLeft, Instant when) {
    to(Status.FAILED);
    intent = Intent.STOP;
    phase = null;
    ended = when;
    because(why);
    if (!containerLeft) {
      container = null;
    }
  }

  void retired(Instant when) {
    to(Status.RETIRED);
    intent = Intent.RETIRE;
    phase = null;
    container = null;
    ended = when;
    because(null);
  }

  void extend(Instant until) {
    if (status != Status.RUNNING) {
      throw new IllegalStateException(this + " does not run, so its end cannot be moved");
    }
    expires = until;
  }

  private void to(Status next) {
    if (!status.may(next)) {
      throw new IllegalStateException("%s cannot become %s".formatted(this, next.word()));
    }
    status = next;
    if (next != Status.RUNNING) {
      expires = null;
    }
  }

  private void because(Reason why) {
    reason = why == null ? null : why.kind();
    reasonDetail = why == null ? null : why.detail();
  }

  static Duration duration(BigDecimal hours) {
    return Duration.ofSeconds(hours.multiply(BigDecimal.valueOf(3600)).longValue());
  }

  long id() {
    return id;
  }

  long account() {
    return account;
  }

  String name() {
    return name;
  }

  String workspace() {
    return workspace;
  }

  long workspaceId() {
    return workspaceId;
  }

  Optional<String> recipe() {
    return Optional.ofNullable(recipe);
  }

  Optional<Long> build() {
    return Optional.ofNullable(build);
  }

  Optional<String> imageEngineId() {
    return Optional.ofNullable(imageEngineId);
  }

  BigDecimal cpus() {
    return cpus;
  }

  long memory() {
    return memory;
  }

  BigDecimal hours() {
    return hours;
  }

  Intent intent() {
    return intent;
  }

  Status status() {
    return status;
  }

  Optional<Reason> reason() {
    return reason == null ? Optional.empty() : Optional.of(new Reason(reason, reasonDetail));
  }

  Optional<Instant> expires() {
    return Optional.ofNullable(expires);
  }

  int version() {
    return version;
  }

  EnvironmentView view() {
    return new EnvironmentView(
        id,
        account,
        name,
        status,
        Optional.ofNullable(phase),
        reason(),
        Optional.ofNullable(imageReference),
        recipe(),
        build(),
        workspace,
        cpus,
        memory,
        hours,
        Optional.ofNullable(container),
        created,
        Optional.ofNullable(started),
        Optional.ofNullable(ended),
        expires(),
        intent == Intent.RETIRE && status != Status.RETIRED);
  }

  @Override
  public String toString() {
    return "environment %d (%s, %s)".formatted(id, name, status.word());
  }
}
