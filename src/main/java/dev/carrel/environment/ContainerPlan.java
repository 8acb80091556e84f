package dev.carrel.environment;

import dev.carrel.account.Account;
import dev.carrel.engine.ContainerSpec;
import dev.carrel.engine.ContainerSpecBuilder;
import dev.carrel.engine.Labels;
import dev.carrel.engine.PosixUser;
import dev.carrel.engine.ResourceLimits;
import dev.carrel.environment.inside.Furnisher;
import dev.carrel.environment.inside.Interior;
import dev.carrel.environment.inside.Resident;
import dev.carrel.environment.network.EnvironmentNetwork;
import dev.carrel.workspace.WorkspaceUnusable;
import dev.carrel.workspace.Workspaces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Says what container an environment is, and lays ready on the host what it needs. */
@ApplicationScoped
class ContainerPlan {
  private final Workspaces workspaces;
  private final EnvironmentNetwork network;
  private final PackageSettings packages;
  private final EnvironmentConfig config;
  private final Furnisher furnisher;

  @Inject
  ContainerPlan(
      Workspaces workspaces,
      EnvironmentNetwork network,
      PackageSettings packages,
      EnvironmentConfig config) {
    this.workspaces = workspaces;
    this.network = network;
    this.packages = packages;
    this.config = config;
    this.furnisher = new Furnisher(config.folder());
  }

  static String name(EnvironmentRow row, Account account) {
    return row.name() + "._." + account.username();
  }

  /**
   * @param devices the UUIDs of those that it has a lease on
   * @throws WorkspaceUnusable if the folder to bind is not what it should be
   */
  ContainerSpec of(EnvironmentRow row, Account account, List<String> devices) {
    try (Beside<String> bridge = Beside.begin(network::ensure)) {
      Path workspace = workspaces.folder(account, row.workspace());
      Interior interior = furnish(row, account);
      ContainerSpecBuilder spec =
          ContainerSpec.of(
                  name(row, account),
                  row.imageEngineId().orElseThrow(),
                  new PosixUser(account.uid(), account.gid()),
                  workspace)
              .hostname(row.name())
              .environment(interior.variables())
              .environment(config.variables())
              .home(interior.home())
              .limits(ResourceLimits.of(row.cpus(), row.memory()))
              .network(bridge.get())
              .label(Labels.ENVIRONMENT, Long.toString(row.id()))
              .label(Labels.OWNER, account.username());
      interior.files().forEach(spec::file);
      devices.forEach(spec::device);
      if (!devices.isEmpty()) {
        spec.label(Labels.DEVICES, String.join(",", devices));
      }
      row.job().ifPresent(job -> run(job, spec));
      return spec.build();
    }
  }

  private static void run(Job job, ContainerSpecBuilder spec) {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("sh", "/etc/carrel/job", job.output().orElse("")));
    words.addAll(job.command());
    spec.command(words.toArray(String[]::new)).environment(job.variables());
  }

  /** Before anything starts: what environments may not reach is shut to them. */
  void shield() {
    network.guard();
  }

  /** Folder of the host that is the account's home inside. */
  Path home(long environment) {
    return furnisher.home(environment);
  }

  /** Removes what was laid ready, but never the workspace. */
  void clear(long environment) throws IOException {
    furnisher.clear(environment);
  }

  private Interior furnish(EnvironmentRow row, Account account) {
    var resident =
        new Resident(
            account.username(), account.displayName(), account.uid(), account.gid(), row.name());
    try {
      return furnisher.furnish(row.id(), resident, packages.pipConf());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
