package dev.carrel.environment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.carrel.account.Account;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EnvironmentPagesTest {
  @Inject LaunchFixture fixture;
  @Inject EnvironmentBook book;

  private Account alice;
  private String recipe;
  private String image;
  private String form;
  private String api;

  @BeforeEach
  void anImage() {
    alice = fixture.demo("alice");
    retireAll();
    recipe = "r" + UUID.randomUUID().toString().substring(0, 6);
    image = fixture.image(alice, recipe);
    form = "form-" + recipe;
    api = "api-" + recipe;
  }

  @AfterEach
  void retireAll() {
    book.live(alice).forEach(view -> book.retire(alice, view.name()));
    await().atMost(Duration.ofSeconds(10)).until(() -> book.live(alice).isEmpty());
  }

  @Test
  void proposesALaunchThatOneClickSends() {
    String page =
        as("alice")
            .get("/environments/new?image=" + image)
            .then()
            .statusCode(200)
            .extract()
            .asString();
    assertThat(page)
        .contains("value=\"image:" + image + "\" selected")
        .contains("name=\"name\" type=\"text\" value=\"" + recipe + "\"")
        .contains("name=\"cpus\" type=\"text\" value=\"1\"")
        .contains("name=\"memory\" type=\"text\" value=\"2g\"")
        .contains("name=\"hours\" type=\"text\" value=\"8\"");
  }

  @Test
  void launchesFromTheFormAndShowsItsPage() {
    launchForm(form, "form-key-" + recipe)
        .then()
        .statusCode(303)
        .header("Location", containsString("/environments/" + form));
    launchForm(form, "form-key-" + recipe).then().statusCode(303);
    running(form);
    as("alice")
        .get("/environments/" + form)
        .then()
        .statusCode(200)
        .body(containsString("Terminal"));
    as("alice").get("/environments").then().statusCode(200).body(containsString(form));
    as("alice")
        .get("/workspaces")
        .then()
        .statusCode(200)
        .body(containsString("files-of-" + form), containsString("/environments/" + form));
    as("bob").get("/environments/" + form).then().statusCode(404);
  }

  @Test
  void keepsWhatWasTypedWhenTheFormIsRefused() {
    as("alice")
        .formParam("from", "image:" + image)
        .formParam("name", "Not A Name")
        .formParam("cpus", "1")
        .formParam("memory", "lots")
        .formParam("hours", "8")
        .post("/environments/new")
        .then()
        .statusCode(422)
        .body(containsString("Not A Name"), containsString("Like 512m or 8g"));
    as("alice")
        .formParam("from", "image:" + image)
        .formParam("name", "big")
        .formParam("cpus", "400")
        .formParam("memory", "1g")
        .formParam("hours", "8")
        .post("/environments/new")
        .then()
        .statusCode(429)
        .body(containsString("asks for 400"));
  }

  @Test
  void servesTheWholeLifeByTheApi() {
    as("alice")
        .contentType(ContentType.JSON)
        .body(
            "{\"name\":\"%s\",\"image\":\"%s\",\"cpus\":0.5,\"memory\":\"256m\",\"hours\":2}"
                .formatted(api, image))
        .post("/api/v1/environments")
        .then()
        .statusCode(202)
        .header("Location", containsString("/api/v1/environments/" + api))
        .body("limits.memory", equalTo("256m"));
    running(api);
    as("alice")
        .get("/api/v1/environments/" + api)
        .then()
        .body("status", equalTo("running"), "reason", nullValue(), "workspace", equalTo(api));
    as("alice").get("/api/v1/environments").then().body("items.name", hasItem(api));
    as("alice")
        .contentType(ContentType.JSON)
        .body("{\"command\":[\"echo\",\"hello\"]}")
        .post("/api/v1/environments/" + api + "/exec")
        .then()
        .statusCode(200)
        .body("exitCode", notNullValue());
    as("alice")
        .contentType(ContentType.JSON)
        .body("{\"hours\":500}")
        .post("/api/v1/environments/" + api + "/extend")
        .then()
        .statusCode(429)
        .contentType(containsString("application/problem+json"));
    as("alice").post("/api/v1/environments/" + api + "/stop").then().statusCode(202);
    await().until(() -> book.get(alice, api).status() == Status.STOPPED);
    as("alice").post("/api/v1/environments/" + api + "/start").then().statusCode(202);
    running(api);
    as("bob").post("/api/v1/environments/" + api + "/stop").then().statusCode(404);
    as("alice").get("/api/v1/workspaces").then().statusCode(200).body("items.name", hasItem(api));
    as("alice").get("/api/v1/environments/" + api + "/nothing").then().statusCode(404);
  }

  @Test
  void refusesNumbersAndSignsThatNothingCouldKeep() {
    for (String wrong :
        List.of(
            "\"hours\":1e999999999",
            "\"hours\":1e20",
            "\"cpus\":1e999999999",
            "\"gpus\":{\"count\":1,\"model\":\"a\\u0000100\"}",
            "\"gpus\":1000000",
            "\"gpus\":-1")) {
      as("alice")
          .contentType(ContentType.JSON)
          .body("{\"name\":\"absurd\",\"image\":\"%s\",%s}".formatted(image, wrong))
          .post("/api/v1/environments")
          .then()
          .statusCode(422);
    }
  }

  @Test
  void escapesWhatOthersWrote() {
    as("alice")
        .formParam("from", "image:<script>alert(1)</script>")
        .formParam("name", "\"><script>alert(1)</script>")
        .formParam("workspace", "<b>")
        .post("/environments/new")
        .then()
        .statusCode(422)
        .body(not(containsString("<script>alert")));
  }

  private io.restassured.response.Response launchForm(String name, String key) {
    return as("alice")
        .redirects()
        .follow(false)
        .formParam("from", "image:" + image)
        .formParam("name", name)
        .formParam("workspace", "files-of-" + name)
        .formParam("cpus", "0.5")
        .formParam("memory", "256m")
        .formParam("hours", "2")
        .formParam("key", key)
        .post("/environments/new");
  }

  private void running(String name) {
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> book.get(alice, name).status() == Status.RUNNING);
  }

  private static RequestSpecification as(String user) {
    return given().header("X-Test-User", user);
  }
}
