package dev.carrel.admin;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.carrel.gpu.GpuFixture;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The base image of a class is one of the catalogue's, whichever way it is reserved. */
@QuarkusTest
class ReservationBaseTest {
  @Inject GpuFixture gpus;

  private final String model = GpuFixture.model();

  @BeforeEach
  void aDevice() {
    gpus.devices(model, 1);
  }

  @AfterEach
  void noDevice() {
    gpus.remove(model);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/reservations", "/api/v1/reservations/check"})
  void isRefusedByNameInTheApi(String call) {
    operator()
        .contentType("application/json")
        .body(wish("tinny"))
        .post(call)
        .then()
        .statusCode(422)
        .body("violations[0].field", equalTo("base"))
        .body("detail", containsString("“tinny”"));
  }

  @Test
  void isTakenFromTheCatalogue() {
    operator()
        .contentType("application/json")
        .body(wish("tiny"))
        .post("/api/v1/reservations/check")
        .then()
        .statusCode(200)
        .body("refusal", equalTo(null));
  }

  @Test
  void isRefusedByNameOnThePage() {
    operator()
        .formParam("title", "Seminar")
        .formParam("from", "2027-01-04T10:00")
        .formParam("to", "2027-01-04T12:00")
        .formParam("count", "1")
        .formParam("model", model)
        .formParam("group", "students")
        .formParam("base", "tinny")
        .post("/admin/reservations/new")
        .then()
        .statusCode(422)
        .body(containsString("“tinny”"), not(containsString("name=\"seen\"")));
  }

  private Map<String, Object> wish(String base) {
    Instant from = Instant.now().plus(40, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
    return Map.of(
        "title",
        "Seminar",
        "from",
        from.toString(),
        "to",
        from.plusSeconds(3600).toString(),
        "gpus",
        1,
        "model",
        model,
        "group",
        "students",
        "base",
        base);
  }

  private static RequestSpecification operator() {
    return given().header("X-Test-User", "olga");
  }
}
