package dev.carrel.environment;

import dev.carrel.account.Account;
import dev.carrel.account.LimitPolicies;
import dev.carrel.database.Signal;
import dev.carrel.database.Signals;
import dev.carrel.web.Names;
import dev.carrel.web.Problem;
import dev.carrel.web.Violation;
import dev.carrel.workspace.Workspace;
import dev.carrel.workspace.WorkspaceUnusable;
import dev.carrel.workspace.Workspaces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes down that an environment is wanted; the reconciler makes it so. */
@ApplicationScoped
public class Launcher {
  private static final long LEAST_MEMORY = 6L << 20;

  private final Environments environments;
  private final Allowance allowance;
  private final ImageChoice images;
  private final Workspaces workspaces;
  private final DeviceKeeper devices;
  private final LimitPolicies policies;
  private final EnvironmentConfig config;
  private final IdlePlans plans;
  private final Signals signals;
  private final Clock clock;

  @Inject
  Launcher(
      Environments environments,
      Allowance allowance,
      ImageChoice images,
      Workspaces workspaces,
      DeviceKeeper devices,
      LimitPolicies policies,
      EnvironmentConfig config,
      IdlePlans plans,
      Signals signals,
      Clock clock) {
    this.environments = environments;
    this.allowance = allowance;
    this.images = images;
    this.workspaces = workspaces;
    this.devices = devices;
    this.policies = policies;
    this.config = config;
    this.plans = plans;
    this.signals = signals;
    this.clock = clock;
  }

  /**
   * The new environment; or the one that the same submission made before.
   *
   * @throws Problem if the request is not one, the name is taken, or a limit would be passed
   */
  @Transactional
  public EnvironmentView launch(Account account, LaunchRequest request) {
    check(request);
    // From here to the commit one launch of the account at a time: none sees limits half used.
    environments.lockUseOf(account.id());
    Optional<EnvironmentView> before =
        request
            .submission()
            .flatMap(key -> environments.submitted(account.id(), key))
            .map(EnvironmentRow::view);
    return before.orElseGet(() -> insert(account, request));
  }

  /** The same, and what is to happen when its GPUs stand idle. */
  @Transactional
  public EnvironmentView launch(Account account, LaunchRequest request, IdlePlan idle) {
    EnvironmentView view = launch(account, request);
    plans.set(account, view.name(), idle);
    return view;
  }

  private EnvironmentView insert(Account account, LaunchRequest request) {
    LaunchPlan plan = LaunchPlan.of(request, config, policies.of(account));
    environments
        .live(account.id(), plan.name())
        .ifPresent(
            other -> {
              throw Problem.conflict(
                      "You already have an environment called %s, which is %s."
                          .formatted(other.name(), other.status().word()))
                  .advice("Choose another name, or retire that one first.");
            });
    allowance.checkLaunch(account, plan);
    ImageChoice.Outcome image = images.of(account, request);
    Workspace workspace = open(account, plan.workspace());
    var row =
        new EnvironmentRow(
            account.id(), plan, workspace.id(), request.submission(), clock.instant());
    ImageChoice.apply(image, row);
    environments.persist(row);
    devices.ask(account, row);
    signals.raise(new Signal(EnvironmentBook.TOPIC, row.id(), account.id()));
    return row.view();
  }

  private Workspace open(Account account, String name) {
    try {
      return workspaces.open(account, name);
    } catch (WorkspaceUnusable e) {
      throw Problem.conflict("The workspace %s cannot be used: %s".formatted(name, e.getMessage()));
    }
  }

  private static void check(LaunchRequest request) {
    List<Violation> wrong = new ArrayList<>();
    Names.wrong(request.name())
        .ifPresent(rule -> wrong.add(new Violation("name", "The name " + rule)));
    if ("new".equals(request.name())) {
      // /environments/new is the launch form.
      wrong.add(new Violation("name", "The name new is taken by the portal itself"));
    }
    request
        .workspace()
        .flatMap(Names::wrong)
        .ifPresent(rule -> wrong.add(new Violation("workspace", "The workspace " + rule)));
    if (request.image().isPresent() == request.recipe().isPresent()) {
      wrong.add(new Violation("image", "Give either an image or a recipe to launch from"));
    }
    request
        .cpus()
        .filter(cpus -> cpus.doubleValue() < 0.01)
        .ifPresent(cpus -> wrong.add(new Violation("cpus", "CPUs must be at least 0.01")));
    request
        .memory()
        .filter(memory -> memory < LEAST_MEMORY)
        .ifPresent(memory -> wrong.add(new Violation("memory", "Memory must be at least 6m")));
    request
        .hours()
        .filter(hours -> hours.doubleValue() < 0.01)
        .ifPresent(hours -> wrong.add(new Violation("hours", "Hours must be at least 0.01")));
    // What is beyond each limit anyhow is not to be counted with: 1e999999999 has a billion digits.
    request
        .cpus()
        .filter(Allowance::isAbsurd)
        .ifPresent(cpus -> wrong.add(new Violation("cpus", Allowance.ABSURD)));
    request
        .hours()
        .filter(Allowance::isAbsurd)
        .ifPresent(hours -> wrong.add(new Violation("hours", Allowance.ABSURD)));
    request
        .submission()
        .filter(key -> key.length() > 100)
        .ifPresent(
            key ->
                wrong.add(new Violation("submission", "The key must have at most 100 characters")));
    if (!wrong.isEmpty()) {
      throw Problem.invalid(wrong);
    }
  }
}
