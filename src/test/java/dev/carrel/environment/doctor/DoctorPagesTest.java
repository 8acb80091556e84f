package dev.carrel.environment.doctor;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.carrel.account.Account;
import dev.carrel.environment.EnvironmentBook;
import dev.carrel.environment.EnvironmentView;
import dev.carrel.environment.LaunchFixture;
import dev.carrel.gpu.DeviceFixture;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On the engine in memory, whose containers have neither nvidia-smi nor Python. */
@QuarkusTest
class DoctorPagesTest {
  @Inject LaunchFixture fixture;
  @Inject EnvironmentBook book;
  @Inject DeviceFixture rows;
  private final String uuid = "GPU-" + UUID.randomUUID();
  private final String name = "doctor-" + uuid.substring(4, 12);
  private Account carol;

  @BeforeEach
  void aRunningEnvironment() {
    carol = fixture.demo("carol");
    carol()
        .contentType("application/json")
        .body(
            "{\"name\":\"%s\",\"image\":\"%s\",\"cpus\":1,\"memory\":\"64m\",\"hours\":1}"
                .formatted(name, fixture.image(carol, name)))
        .post("/api/v1/environments")
        .then()
        .statusCode(202);
    await().atMost(Duration.ofSeconds(20)).until(() -> view().running());
  }

  @AfterEach
  void retire() {
    rows.clear(uuid);
    carol().post("/api/v1/environments/%s/retire".formatted(name));
  }

  private EnvironmentView view() {
    return book.find(carol, name).orElseThrow();
  }

  private static RequestSpecification carol() {
    return given().header("X-Test-User", "carol");
  }

  @Test
  void isSilentWhereThereIsNoGpu() {
    carol()
        .header("HX-Request", "true")
        .get("/environments/%s/gpu".formatted(name))
        .then()
        .statusCode(200)
        .body(not(containsString("GPU doctor")));
    carol()
        .post("/environments/%s/gpu".formatted(name))
        .then()
        .statusCode(409)
        .body(containsString("has no GPU"));
  }

  @Test
  void looksInsideAndSaysWhatToDo() {
    rows.lease(rows.device(uuid), view().id(), carol.id(), false);
    rows.pickUpWithinTheHour(view().id());
    carol()
        .get("/environments/%s/gpu".formatted(name))
        .then()
        .statusCode(200)
        .body(containsString("GPU doctor"), containsString("Verify GPU"));
    carol()
        .post("/environments/%s/gpu".formatted(name))
        .then()
        .statusCode(200)
        .body(
            containsString("There is no nvidia-smi inside"),
            containsString("What to do:"),
            containsString("No framework was asked"));
    assertThat(rows.waitsForSomebody(view().id())).as("whoever verifies is there").isFalse();
    carol()
        .post("/api/v1/environments/%s/gpu-check".formatted(name))
        .then()
        .statusCode(200)
        .body("good", equalTo(false))
        .body("findings[0].tone", equalTo("bad"));
  }

  @Test
  void warnsOfADeviceThatDied() {
    long device = rows.device(uuid);
    rows.lease(device, view().id(), carol.id(), false);
    rows.dies(device);
    carol()
        .get("/environments/%s/gpu".formatted(name))
        .then()
        .body(containsString("is not to be used"), containsString("given another"));
  }
}
