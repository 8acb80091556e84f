package dev.carrel.admin;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StatusPagesTest {

  @Test
  void showsOperatorsEngineDatabaseAndShield() {
    given()
        .header("X-Test-User", "olga")
        .get("/admin")
        .then()
        .statusCode(200)
        .body(
            containsString("PostgreSQL 18"),
            containsString("memory 1.0"),
            containsString("Shield"),
            containsString("Base images"));
  }

  @Test
  void isForOperatorsOnly() {
    given().header("X-Test-User", "alice").get("/admin").then().statusCode(403);
  }
}
