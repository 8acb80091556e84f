package dev.carrel.build;

import static org.awaitility.Awaitility.await;

import dev.carrel.account.Account;
import dev.carrel.account.RouteFixture;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** A build of alice's with its image, and two images to delete. */
@ApplicationScoped
class BuildRoutes implements RouteFixture {
  @Inject BuildFixture fixture;
  @Inject Builds builds;

  @Override
  public Map<String, String> prepare(Account alice) {
    BuildView build = built(alice);
    return Map.of(
        "built", build.recipe(),
        "build", Long.toString(build.id()),
        "image", image(build),
        "unwanted", image(built(alice)),
        "unneeded", image(built(alice)));
  }

  private BuildView built(Account alice) {
    String recipe = "routes-" + UUID.randomUUID().toString().substring(0, 8);
    fixture.recipe(alice, recipe, BuildFixture.unique(), "RUN echo built");
    long id = builds.request(alice, recipe).id();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !builds.find(alice.id(), id).orElseThrow().status().live());
    return builds.find(alice.id(), id).orElseThrow();
  }

  private static String image(BuildView build) {
    return Long.toString(build.image().orElseThrow().id());
  }
}
