package dev.carrel.environment;

import dev.carrel.account.Account;
import dev.carrel.account.AccountBook;
import dev.carrel.build.Image;
import dev.carrel.database.Signal;
import dev.carrel.database.Signals;
import dev.carrel.engine.ContainerSpec;
import dev.carrel.engine.Engine;
import dev.carrel.engine.EngineRefused;
import dev.carrel.environment.Reconciler.Look;
import dev.carrel.gpu.Standing;
import dev.carrel.workspace.WorkspaceUnusable;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Takes the reconciler's steps, each of which can be repeated. */
@ApplicationScoped
class Steps {
  private final Environments environments;
  private final Engine engine;
  private final AccountBook accounts;
  private final ContainerPlan plans;
  private final DeviceKeeper devices;
  private final ImageChoice images;
  private final EnvironmentConfig config;
  private final Signals signals;
  private final Endings endings;
  private final Clock clock;

  @Inject
  Steps(
      Environments environments,
      Engine engine,
      AccountBook accounts,
      ContainerPlan plans,
      DeviceKeeper devices,
      ImageChoice images,
      EnvironmentConfig config,
      Signals signals,
      Endings endings,
      Clock clock) {
    this.environments = environments;
    this.engine = engine;
    this.accounts = accounts;
    this.plans = plans;
    this.devices = devices;
    this.images = images;
    this.config = config;
    this.signals = signals;
    this.endings = endings;
    this.clock = clock;
  }

  /** True if there may be another step to take. */
  boolean take(Step step, Look look) {
    return switch (step) {
      case Step.Nothing nothing -> false;
      case Step.AwaitImage await -> awaitImage(look);
      case Step.AwaitDevices await -> awaitDevices(look);
      case Step.Create create -> orFail(look, () -> create(look));
      case Step.Made made -> settle(look, row -> row.made(look.container().orElseThrow().id()));
      case Step.Start start -> orFail(look, () -> start(look));
      case Step.Stop stop ->
          orFail(
              look,
              () ->
                  engine
                      .containers()
                      .stop(look.container().orElseThrow().id(), config.stopGrace()));
      case Step.Remove remove ->
          orFail(look, () -> remove(look.container().orElseThrow().id(), look.row()));
      case Step.Evict evict -> orFail(look, () -> evict(look));
      case Step.GiveBack back -> settle(look, devices::giveBack);
      case Step.Runs runs -> runs(runs, look);
      case Step.Thawed thawed -> thawed(look);
      case Step.Stopped stopped -> settle(look, endings::stopped);
      case Step.Ended ended -> settle(look, row -> endings.ended(row, ended.how()));
      case Step.Lost lost -> settle(look, endings::lost);
      case Step.Retired gone -> retired(look);
    };
  }

  private boolean awaitImage(Look look) {
    return switch (images.outcome(look.row())) {
      case ImageChoice.Pending pending -> false;
      case ImageChoice.Ready ready -> settle(look, row -> uses(row, ready.image()));
      case ImageChoice.Failed failed ->
          settle(
              look,
              row ->
                  row.failed(
                      new Reason(Reason.Kind.BUILD_FAILED, failed.build()),
                      false,
                      clock.instant()));
    };
  }

  private void uses(EnvironmentRow row, Image image) {
    row.uses(image);
    devices.ready(row);
  }

  private boolean awaitDevices(Look look) {
    Optional<Standing.State> standing = look.situation().devices().standing();
    if (standing.isEmpty()) {
      return settle(
          look, row -> row.failed(Reason.of(Reason.Kind.GPU_WITHDRAWN), true, clock.instant()));
    }
    return standing.get() == Standing.State.HELD && settle(look, devices::pickUp);
  }

  private void create(Look look) {
    EnvironmentRow row = look.row();
    Account account = accounts.byId(row.account()).orElseThrow();
    List<String> leased = devices.devices(row);
    ContainerSpec spec = plans.of(row, account, leased);
    String container;
    try (Beside<Void> shield = Beside.begin(plans::shield)) {
      container = engine.containers().create(spec);
      shield.get();
    }
    if (row.job().isPresent() || !leased.isEmpty()) {
      // Looked at once more before it runs: a job runs once only, and devices may have been lost.
      update(row.id(), now -> now.made(container));
      return;
    }
    // If the row cannot be told now, the label tells it at the next look.
    try (Beside<Void> told = Beside.begin(() -> update(row.id(), now -> now.made(container)))) {
      engine.containers().start(container);
      told.get();
    }
  }

  private void start(Look look) {
    plans.shield();
    engine.containers().start(look.container().orElseThrow().id());
  }

  private void remove(String container, EnvironmentRow row) {
    engine.containers().remove(container);
    update(
        row.id(),
        now -> {
          if (now.intent() == Intent.RUN && now.job().isEmpty()) {
            devices.tellRemade(now, container);
          }
          // Else it would seem to have been removed by somebody else.
          now.unmade(container);
        });
  }

  private void evict(Look look) {
    engine.containers().stop(look.container().orElseThrow().id(), config.stopGrace());
    update(
        look.row().id(),
        row -> {
          if (row.status() == Status.STOPPED || row.status() == Status.FAILED) {
            row.stopped(Optional.of(Reason.of(Reason.Kind.NOT_LEASED)), clock.instant());
          }
        });
  }

  private boolean runs(Step.Runs runs, Look look) {
    Optional<Reason> oddity =
        runs.frozen() ? Optional.of(Reason.of(Reason.Kind.FROZEN)) : Optional.empty();
    if (look.row().status() == Status.RUNNING && look.row().reason().equals(oddity)) {
      return false;
    }
    // Written down, there is nothing more to do; else somebody changed the row, and it is.
    return !applied(
        look,
        row -> {
          if (row.status() != Status.RUNNING && row.gpus().isPresent()) {
            devices.usable(row);
          }
          row.runs(
              look.container().orElseThrow().id(),
              runs.since() == null ? clock.instant() : runs.since(),
              oddity,
              devices.due(row));
        });
  }

  private boolean thawed(Look look) {
    if (look.row().reason().isEmpty()) {
      return false;
    }
    return settle(
        look,
        row ->
            row.runs(
                look.container().orElseThrow().id(),
                clock.instant(),
                Optional.empty(),
                devices.due(row)));
  }

  private boolean retired(Look look) {
    try {
      plans.clear(look.row().id());
    } catch (IOException e) {
      // The row stays as it is, so that the timer tries again.
      throw new IllegalStateException("%s cannot be cleared".formatted(look.row()), e);
    }
    settle(look, endings::retired);
    return false;
  }

  private boolean orFail(Look look, Runnable work) {
    try {
      work.run();
      return true;
    } catch (EngineRefused refused) {
      return settle(look, row -> row.failed(reason(refused, row), true, clock.instant()));
    } catch (WorkspaceUnusable unusable) {
      return fail(look, new Reason(Reason.Kind.WORKSPACE, unusable.getMessage()));
    } catch (UncheckedIOException trouble) {
      return fail(look, new Reason(Reason.Kind.HOST, trouble.getCause().getMessage()));
    }
  }

  private boolean fail(Look look, Reason why) {
    return settle(look, row -> row.failed(why, true, clock.instant()));
  }

  private Reason reason(EngineRefused refused, EnvironmentRow row) {
    return switch (refused.reason()) {
      case NAME_TAKEN ->
          new Reason(
              Reason.Kind.NAME_TAKEN,
              accounts.byId(row.account()).map(a -> ContainerPlan.name(row, a)).orElse(row.name()));
      case NO_SPACE -> Reason.of(Reason.Kind.NO_SPACE);
      case ABSENT -> absent(refused, row);
      case NOT_OURS, IN_USE, FAILED -> new Reason(Reason.Kind.REFUSED, refused.getMessage());
    };
  }

  /** Of what can be absent only the image is not made anew by the next attempt. */
  private Reason absent(EngineRefused refused, EnvironmentRow row) {
    boolean imageThere = row.imageEngineId().flatMap(id -> engine.images().find(id)).isPresent();
    return imageThere
        ? new Reason(Reason.Kind.REFUSED, refused.getMessage())
        : Reason.of(Reason.Kind.IMAGE_GONE);
  }

  /** Changes the row unless somebody else did since the look; then the next look decides anew. */
  private boolean settle(Look look, Consumer<EnvironmentRow> change) {
    applied(look, change);
    return true;
  }

  private boolean applied(Look look, Consumer<EnvironmentRow> change) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              Optional<EnvironmentRow> same =
                  environments
                      .claim(look.row().id())
                      .filter(row -> row.version() == look.row().version());
              same.ifPresent(row -> apply(row, change));
              return same.isPresent();
            });
  }

  private void update(long environment, Consumer<EnvironmentRow> change) {
    QuarkusTransaction.requiringNew()
        .run(() -> environments.claim(environment).ifPresent(row -> apply(row, change)));
  }

  private void apply(EnvironmentRow row, Consumer<EnvironmentRow> change) {
    change.accept(row);
    signals.raise(new Signal(EnvironmentBook.TOPIC, row.id(), row.account()));
  }
}
