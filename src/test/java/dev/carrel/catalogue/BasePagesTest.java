package dev.carrel.catalogue;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class BasePagesTest {

  private static RequestSpecification as(String user) {
    return given().redirects().follow(false).header("X-Test-User", user);
  }

  @Test
  void showsTheBasesByFramework() {
    as("alice")
        .get("/bases")
        .then()
        .statusCode(200)
        .body(containsString("<h1>Base images</h1>"))
        .body(containsString("PyTorch 2.12, older drivers"))
        .body(containsString("Start a recipe from Tiny"))
        .body(not(containsString("/renew")))
        .body(not(containsString("/fetch")));
  }

  @Test
  void filtersByWhatABaseRunsOn() {
    as("alice")
        .get("/bases?runs=cpu")
        .then()
        .body(containsString("Python 3.12"))
        .body(not(containsString("PyTorch 2.12, older drivers")));
  }

  @Test
  void answersHtmxWithTheShelvesAlone() {
    as("alice")
        .header("HX-Request", "true")
        .get("/bases")
        .then()
        .body(containsString("id=\"shelves\""))
        .body(not(containsString("<html")));
  }

  @Test
  void repeatsNothingThatTheAddressSays() {
    as("alice")
        .get("/bases?runs=%22%3E%3Cscript%3E&said=%3Cscript%3E")
        .then()
        .statusCode(200)
        .body(not(containsString("<script>")));
  }

  @Test
  void listsTheBasesForPrograms() {
    as("alice")
        .get("/api/v1/bases")
        .then()
        .statusCode(200)
        .body("slug", hasItems("pytorch", "tiny"))
        .body("find { it.slug == 'pytorch' }.cuda", equalTo("13.0"))
        .body("find { it.slug == 'pytorch' }.accelerator", equalTo("gpu"))
        .body("find { it.slug == 'tiny' }.python", equalTo(null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"fetch", "renew"})
  void leavesFetchingToOperators(String what) {
    as("alice").post("/bases/tiny/" + what).then().statusCode(403);
  }

  @Test
  void tellsAnOperatorWhatWasDone() {
    as("olga")
        .post("/bases/tiny/fetch")
        .then()
        .statusCode(303)
        .header("Location", containsString("/bases?said=fetching"));
    as("olga").get("/bases?said=fetching").then().body(containsString("on its way"));
    as("olga").post("/bases/nonesuch/fetch").then().statusCode(404);
  }
}
