package dev.carrel.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ErrorsTest {

  @Test
  void anUnknownCallAnswersInProblemJson() {
    given()
        .header("X-Test-User", "alice")
        .get("/api/v1/nothing-of-the-kind")
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("status", equalTo(404))
        .body("title", equalTo("Nothing here"))
        .body("type", equalTo("about:blank"));
  }

  @Test
  void anUnknownPageAnswersWithAPage() {
    given()
        .header("X-Test-User", "alice")
        .get("/nothing-of-the-kind")
        .then()
        .statusCode(404)
        .contentType("text/html")
        .body(containsString("<h1>Nothing here</h1>"));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 404, 409, 413, 422, 429, 500, 501, 503})
  void eachErrorPageSaysWhatToDo(int status) {
    given()
        .get("/dev/components/problem/" + status)
        .then()
        .statusCode(status)
        .contentType("text/html")
        .body(containsString("<h1>" + Titles.of(status)))
        .body(containsString("To my desk"));
  }

  @Test
  void anActionOfHtmxIsAnsweredWithANoticeInTheCorner() {
    given()
        .header("HX-Request", "true")
        .post("/dev/components/problem/409")
        .then()
        .statusCode(409)
        .header("HX-Retarget", "#notices")
        .body(not(containsString("<html")))
        .body(containsString("class=\"notice bad\""));
  }

  @Test
  void garbledTextIsTheAskersMistake() {
    given()
        .header("X-Test-User", "alice")
        .contentType("application/x-www-form-urlencoded")
        .body("hours=%zz")
        .post("/environments/mine/extend")
        .then()
        .statusCode(400)
        .body(containsString("does not have the form it must have"));
    given()
        .header("X-Test-User", "alice")
        .urlEncodingEnabled(false)
        .get("/environments/a%00b")
        .then()
        .statusCode(400);
  }

  @Test
  void aBodyThatIsTooLargeIsToldHowMuchIsAccepted() {
    given()
        .contentType("application/json")
        .body(new byte[13_000_000])
        .post("/api/v1/nothing")
        .then()
        .statusCode(413)
        .contentType("application/problem+json")
        .body("detail", containsString("at most 12.6 MB"));
  }
}
