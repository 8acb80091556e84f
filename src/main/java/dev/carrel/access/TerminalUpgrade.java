package dev.carrel.access;

import dev.carrel.account.Account;
import dev.carrel.account.CurrentAccount;
import dev.carrel.environment.EnvironmentBook;
import dev.carrel.environment.EnvironmentView;
import dev.carrel.web.SameOrigin;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Settles before a socket opens that the portal's own page asks for it, and whose environment it
 * is; another account's answers 404, as everywhere.
 */
@ApplicationScoped
class TerminalUpgrade implements HttpUpgradeCheck {
  static final TypedKey<EnvironmentView> ENVIRONMENT = new TypedKey<>("environment");

  private final EnvironmentBook environments;

  @Inject
  TerminalUpgrade(EnvironmentBook environments) {
    this.environments = environments;
  }

  @Override
  public boolean appliesTo(String endpointId) {
    return endpointId.equals(TerminalSocket.class.getName());
  }

  @Override
  public Uni<CheckResult> perform(HttpUpgradeContext context) {
    if (!SameOrigin.asks(context.httpRequest())) {
      return CheckResult.rejectUpgrade(403);
    }
    return context
        .securityIdentity()
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map(identity -> CurrentAccount.of(identity).map(who -> check(context, who)))
        .map(result -> result.orElseGet(() -> CheckResult.rejectUpgradeSync(401)));
  }

  private CheckResult check(HttpUpgradeContext context, Account account) {
    if (!TerminalId.valid(context.pathParam("terminal"))) {
      return CheckResult.rejectUpgradeSync(400);
    }
    Optional<EnvironmentView> environment = environments.find(account, context.pathParam("name"));
    environment.ifPresent(found -> context.userData().put(ENVIRONMENT, found));
    return environment.isPresent()
        ? CheckResult.permitUpgradeSync()
        : CheckResult.rejectUpgradeSync(404);
  }
}
