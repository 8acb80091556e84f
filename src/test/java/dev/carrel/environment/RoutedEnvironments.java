package dev.carrel.environment;

import static org.awaitility.Awaitility.await;

import dev.carrel.account.Account;
import dev.carrel.account.RouteFixture;
import dev.carrel.workspace.Workspaces;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A running environment of alice's, and two that failed, to be retired. */
@ApplicationScoped
class RoutedEnvironments implements RouteFixture {
  @Inject LaunchFixture fixture;
  @Inject Launcher launcher;
  @Inject EnvironmentBook book;
  @Inject Environments environments;
  @Inject Workspaces workspaces;
  @Inject Clock clock;

  @Override
  public Map<String, String> prepare(Account alice) {
    String tail = UUID.randomUUID().toString().substring(0, 6);
    String image = fixture.image(alice, "routes-" + tail);
    String name = "routed-" + tail;
    launcher.launch(
        alice,
        LaunchRequest.fromImage(name, image)
            .withLimits(new BigDecimal("0.1"), 64L << 20, BigDecimal.ONE));
    await().atMost(Duration.ofSeconds(20)).until(() -> book.get(alice, name).running());
    return Map.of(
        "environment",
        name,
        "spare",
        failed(alice, "spare-" + tail),
        "worn",
        failed(alice, "worn-" + tail));
  }

  private String failed(Account alice, String name) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              var plan =
                  new LaunchPlan(
                      name,
                      name,
                      Optional.empty(),
                      BigDecimal.ONE,
                      64L << 20,
                      BigDecimal.ONE,
                      Optional.empty(),
                      Optional.empty());
              var row =
                  new EnvironmentRow(
                      alice.id(),
                      plan,
                      workspaces.open(alice, name).id(),
                      Optional.empty(),
                      clock.instant());
              row.failed(Reason.of(Reason.Kind.NO_SPACE), false, clock.instant());
              environments.persist(row);
            });
    return name;
  }
}
