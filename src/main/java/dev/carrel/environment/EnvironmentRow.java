package dev.carrel.environment;

import dev.carrel.build.Image;
import dev.carrel.gpu.GpuRequest;
import dev.carrel.gpu.Lease;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
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
import java.util.List;
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

  @Embedded private Origin origin;

  private BigDecimal cpus;
  private long memory;
  private BigDecimal hours;

  @Embedded private GpuWish wish;
  @Embedded private JobRun job;

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

  /** Starts again by itself as soon as it has stopped. */
  private boolean again;

  @Embedded private Lifetime lifetime;

  @Version private int version;

  EnvironmentRow() {}

  EnvironmentRow(
      long account, LaunchPlan plan, long workspaceId, Optional<String> submission, Instant now) {
    this.account = account;
    this.name = plan.name();
    this.workspaceId = workspaceId;
    this.workspace = plan.workspace();
    this.origin = new Origin(plan.recipe());
    this.cpus = plan.cpus();
    this.memory = plan.memory();
    this.hours = plan.hours();
    this.wish = plan.gpus().map(GpuWish::new).orElse(null);
    this.job = plan.job().map(JobRun::new).orElse(null);
    this.submission = submission.orElse(null);
    this.lifetime = new Lifetime(now);
    this.intent = Intent.RUN;
    this.status = Status.QUEUED;
    this.phase = "waiting for its image";
  }

  /** Waits for a build. */
  void awaits(long buildId) {
    to(Status.QUEUED);
    intent = Intent.RUN;
    origin().awaits(buildId);
    phase = "waiting for its image";
    because(null);
  }

  /** Has its image and may be started. */
  void uses(Image image) {
    origin().uses(image);
    prepares();
  }

  /** Has all but the devices that it may want. */
  void prepares() {
    if (job != null) {
      // What is there ran already.
      container = null;
      job.again();
    }
    if (gpus().isEmpty()) {
      starts();
    } else {
      to(Status.QUEUED);
      intent = Intent.RUN;
      phase = "waiting for a GPU";
      because(null);
    }
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
    again = false;
    because(why);
  }

  /** Stops, and starts again with or without the devices that it wants. */
  void restarts(boolean withDevices) {
    stops(null);
    wish.off(!withDevices);
    again = true;
  }

  /** Was about to start again, which nobody wants any more. */
  void staysStopped() {
    again = false;
  }

  /** Whether it wants its devices from now on, if it ever wants any. */
  void wantsDevices(boolean yes) {
    if (wish != null) {
      wish.off(!yes);
    }
  }

  void retires() {
    again = false;
    to(Status.STOPPING);
    intent = Intent.RETIRE;
    phase = null;
  }

  void made(String containerId) {
    container = containerId;
    phase = "starting the container";
  }

  void unmade(String containerId) {
    if (containerId.equals(container)) {
      container = null;
    }
  }

  /**
   * @param due when its devices are due back, if it has any: it ends with them
   */
  void runs(String containerId, Instant since, Optional<Reason> oddity, Optional<Instant> due) {
    boolean news = status != Status.RUNNING;
    to(Status.RUNNING);
    intent = Intent.RUN;
    container = containerId;
    phase = null;
    because(oddity.orElse(null));
    if (news) {
      lifetime.runs(since, due.orElseGet(() -> since.plus(duration(hours))));
    }
  }

  void stopped(Optional<Reason> why, Instant when) {
    to(Status.STOPPED);
    intent = Intent.STOP;
    phase = null;
    lifetime.ends(when);
    // Why it was asked to stop is told as long as it stands still.
    if (why.isPresent() || reason != Reason.Kind.HOURS_OVER && reason != Reason.Kind.GPU_IDLE) {
      because(why.orElse(null));
    }
    if (again) {
      again = false;
      prepares();
    }
  }

  /** Its first process ended. */
  void exited(int code) {
    if (job != null) {
      job.ended(code);
    }
  }

  void failed(Reason why, boolean containerLeft, Instant when) {
    to(Status.FAILED);
    intent = Intent.STOP;
    phase = null;
    again = false;
    lifetime.ends(when);
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
    lifetime.ends(when);
    because(null);
  }

  void extend(Instant until) {
    if (status != Status.RUNNING) {
      throw new IllegalStateException(this + " does not run, so its end cannot be moved");
    }
    lifetime.lasts(until);
  }

  private void to(Status next) {
    if (!status.may(next)) {
      throw new IllegalStateException("%s cannot become %s".formatted(this, next.word()));
    }
    status = next;
    if (next != Status.RUNNING) {
      lifetime.rests();
    }
  }

  private void because(Reason why) {
    reason = why == null ? null : why.kind();
    reasonDetail = why == null ? null : why.detail();
  }

  static Duration duration(BigDecimal hours) {
    return Duration.ofSeconds(hours.multiply(BigDecimal.valueOf(3600)).longValue());
  }

  /** Where nothing of it is known it was not read, either. */
  private Origin origin() {
    if (origin == null) {
      origin = new Origin();
    }
    return origin;
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
    return origin().recipe();
  }

  Optional<Long> build() {
    return origin().build();
  }

  Optional<String> imageEngineId() {
    return origin().engineId();
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

  /** What it is not to run without just now. */
  Optional<GpuRequest> gpus() {
    return Optional.ofNullable(wish).filter(w -> !w.isOff()).map(GpuWish::request);
  }

  /** Wants devices, at this start or at another. */
  boolean hasWish() {
    return wish != null;
  }

  Optional<Job> job() {
    return Optional.ofNullable(job).map(JobRun::job);
  }

  Optional<String> container() {
    return Optional.ofNullable(container);
  }

  boolean startsAgain() {
    return again;
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
    return lifetime.expires();
  }

  int version() {
    return version;
  }

  EnvironmentView view() {
    return view(List.of());
  }

  EnvironmentView view(List<Lease> leases) {
    return new EnvironmentView(
        id,
        account,
        name,
        status,
        Optional.ofNullable(phase),
        reason(),
        origin().reference(),
        recipe(),
        build(),
        workspace,
        cpus,
        memory,
        hours,
        container(),
        lifetime.created(),
        lifetime.started(),
        lifetime.ended(),
        expires(),
        intent == Intent.RETIRE && status != Status.RETIRED,
        Optional.ofNullable(wish).map(GpuWish::request),
        leases,
        job(),
        Optional.ofNullable(job).flatMap(JobRun::exitCode));
  }

  @Override
  public String toString() {
    return "environment %d (%s, %s)".formatted(id, name, status.word());
  }
}
