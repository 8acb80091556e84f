package dev.carrel.environment;

import static org.awaitility.Awaitility.await;

import dev.carrel.account.Account;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;

/** A running environment of a fresh account, for tests of later stages. */
@ApplicationScoped
public class RunningEnvironment {
  @Inject LaunchFixture fixture;
  @Inject Launcher launcher;
  @Inject EnvironmentBook book;

  public EnvironmentView forHours(int hours) {
    Account account = fixture.account();
    EnvironmentView launched =
        launcher.launch(
            account,
            LaunchRequest.fromImage("clock", fixture.image(account, "tools"))
                .withLimits(BigDecimal.ONE, 64L << 20, new BigDecimal(hours)));
    return becomes(launched.id(), Status.RUNNING);
  }

  public EnvironmentView becomes(long environment, Status status) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> book.byId(environment).orElseThrow().status() == status);
    return book.byId(environment).orElseThrow();
  }
}
