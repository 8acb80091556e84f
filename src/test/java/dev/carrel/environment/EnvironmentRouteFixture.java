package dev.carrel.environment;

import dev.carrel.account.Account;
import dev.carrel.account.RouteFixture;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Map;
import java.util.UUID;

/** An environment of alice's. */
@ApplicationScoped
class EnvironmentRouteFixture implements RouteFixture {
  /**
   * New with each run: the workspace's folder may be there from one in which alice had another id.
   */
  private static final String NAME = "routes-" + UUID.randomUUID().toString().substring(0, 8);

  private static final String RECIPE = "routes-tools";

  @Inject LaunchFixture images;
  @Inject Launcher launcher;
  @Inject EntityManager entities;

  @Override
  public Map<String, String> prepare(Account alice) {
    String image = images.image(alice, RECIPE);
    QuarkusTransaction.requiringNew().run(() -> withoutRecipe(alice));
    launcher.launch(alice, LaunchRequest.fromImage(NAME, image));
    return Map.of("environment", NAME);
  }

  /** The image's recipe is a row without a content that its pages could show. */
  private void withoutRecipe(Account alice) {
    entities
        .createNativeQuery("update recipe set deleted = now() where account_id = ?1 and name = ?2")
        .setParameter(1, alice.id())
        .setParameter(2, RECIPE)
        .executeUpdate();
  }
}
