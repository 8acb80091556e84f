package dev.carrel.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
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

  @ParameterizedTest
  @ValueSource(strings = {"[[[[]]]]", "\"text\"", "17", "[{\"name\": \"x\"}]"})
  void jsonThatIsNoObjectIsToldSo(String body) {
    recipe(body)
        .statusCode(400)
        .body("detail", containsString("needs one, in braces"))
        .body("violations", nullValue());
  }

  @ParameterizedTest
  @ValueSource(ints = {1_001, 20_000})
  void jsonThatIsNestedWithoutEndIsToldSo(int depth) {
    recipe("{\"x\":".repeat(depth) + "1" + "}".repeat(depth))
        .statusCode(400)
        .body("detail", containsString("nested too deeply"))
        .body("advice", containsString("/q/openapi"));
    recipe("[".repeat(depth) + "]".repeat(depth)).statusCode(400).body("detail", not(equalTo("")));
  }

  @Test
  void aValueOfTheWrongKindIsToldWithItsFieldAndWhatItNeeds() {
    recipe("{\"name\": {\"a\": 1}}")
        .statusCode(422)
        .body("violations[0].field", equalTo("name"))
        .body("detail", equalTo("name needs a text"));
    recipe("{\"python\": 3}").statusCode(422).body("detail", equalTo("python needs a list"));
  }

  private static ValidatableResponse recipe(String body) {
    return given()
        .header("X-Test-User", "alice")
        .contentType("application/json")
        // As bytes: of a text the client would print a prettier one.
        .body(body.getBytes(StandardCharsets.UTF_8))
        .post("/api/v1/recipes")
        .then()
        .contentType("application/problem+json");
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
