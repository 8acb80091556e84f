package dev.carrel.environment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.carrel.account.Account;
import dev.carrel.engine.Engine;
import dev.carrel.gpu.Inventory;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the tool's list to what a container sees: a real engine, whose hook really gets UUIDs. */
@QuarkusTest
@WithTestResource(EngineWithGpus.class)
class FoundGpuIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String RTX = "GPU-00c4a7e1-0002-4000-8000-000000000002";
  private static final String HALF_AN_A100 = "MIG-00c4a7e1-0001-4000-8000-000000000010";

  @Inject LaunchFixture fixture;
  @Inject Inventory inventory;
  @Inject Engine engine;
  private String alices;
  private String bobs;

  @BeforeEach
  void anInventoryAndImages() {
    await().atMost(SOON).until(() -> inventory.devices().size() == 8);
    Account alice = fixture.demo("alice");
    Account bob = fixture.demo("bob");
    alices = fixture.image(alice, "gpus");
    bobs = fixture.image(bob, "gpus");
  }

  @AfterEach
  void leaveNothing() {
    engine.containers().list(Map.of()).forEach(c -> engine.containers().remove(c.id()));
  }

  @Test
  void seesItsLeaseFromInsideAndPassesItOn() {
    launch("alice", "first", alices, "{\"count\":1,\"model\":\"rtx 6000\"}");
    becomes("alice", "first", "running");
    assertThat(inside("alice", "first")).containsExactly(RTX);

    // The smallest that serves.
    launch("alice", "second", alices, "{\"count\":1,\"memory\":\"30g\"}");
    becomes("alice", "second", "running");
    assertThat(inside("alice", "second")).containsExactly(HALF_AN_A100);

    user("alice")
        .post("/api/v1/environments/first/gpu-check")
        .then()
        .statusCode(200)
        .body("findings[0].tone", equalTo("good"));

    // The one other of its kind is broken.
    launch("bob", "third", bobs, "{\"count\":1,\"model\":\"rtx 6000\"}");
    becomes("bob", "third", "queued");
    user("alice").post("/api/v1/environments/first/stop").then().statusCode(202);
    becomes("bob", "third", "running");
    assertThat(inside("bob", "third")).containsExactly(RTX);
  }

  private static RequestSpecification user(String name) {
    return given().header("X-Test-User", name).contentType("application/json");
  }

  private static void launch(String user, String name, String image, String gpus) {
    user(user)
        .body(
            "{\"name\":\"%s\",\"image\":\"%s\",\"gpus\":%s,\"cpus\":1,\"memory\":\"64m\",\"hours\":1}"
                .formatted(name, image, gpus))
        .post("/api/v1/environments")
        .then()
        .statusCode(202);
  }

  private static void becomes(String user, String name, String status) {
    await()
        .atMost(SOON)
        .until(
            () ->
                user(user)
                    .get("/api/v1/environments/" + name)
                    .jsonPath()
                    .getString("status")
                    .equals(status));
  }

  private static List<String> inside(String user, String name) {
    JsonPath answer =
        user(user)
            .body("{\"command\":[\"nvidia-smi\",\"-L\"]}")
            .post("/api/v1/environments/%s/exec".formatted(name))
            .jsonPath();
    return answer
        .getString("output")
        .lines()
        .map(line -> line.replaceFirst(".*\\(UUID: (.*)\\)", "$1"))
        .toList();
  }
}
