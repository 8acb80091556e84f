package dev.carrel.retirement;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RetirementTest {

  @Test
  void tellsNothingOfWhatIsNotThere() {
    given()
        .header("X-Test-User", "alice")
        .get("/environments/nothing-here/retire")
        .then()
        .statusCode(404);
    given()
        .header("X-Test-User", "alice")
        .post("/api/v1/environments/nothing-here/retire")
        .then()
        .statusCode(404)
        .contentType(containsString("application/problem+json"));
  }
}
