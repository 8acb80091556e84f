package dev.carrel.desk;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DeskPagesTest {

  @Test
  void theFirstVisitExplainsTheJourneyAndOffersARecipe() {
    given()
        .header("X-Test-User", "carol")
        .get("/")
        .then()
        .statusCode(200)
        .body(containsString("Carol"))
        .body(containsString("Make the first recipe"))
        .body(containsString("data-live=\"environment,build,recipe,account,gpu,notice\""));
  }

  @Test
  void whatIsFetchedAgainIsTheDeskWithoutThePage() {
    given()
        .header("X-Test-User", "carol")
        .header("HX-Request", "true")
        .get("/")
        .then()
        .statusCode(200)
        .body(startsWith("<div class=\"parts\" id=\"desk\""))
        .body(not(containsString("<html")));
  }
}
