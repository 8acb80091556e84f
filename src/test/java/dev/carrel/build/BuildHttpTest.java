package dev.carrel.build;

import static dev.carrel.build.BuildFixture.unique;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import dev.carrel.account.Account;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BuildHttpTest {
  @Inject BuildFixture fixture;
  @Inject Vetoes vetoes;
  @TestHTTPResource URI portal;
  private Account alice;
  private String recipe;

  /** Stands for the environments that need an image. */
  @Singleton
  static class Vetoes {
    volatile long protectedImage;

    void on(@Observes ImageDeletion deletion) {
      if (deletion.image() == protectedImage) {
        deletion.veto("The environment sweep runs from it.");
      }
    }
  }

  @BeforeEach
  void recipe() {
    alice = fixture.demo(as("alice"));
    recipe = "r" + UUID.randomUUID().toString().substring(0, 8);
  }

  @Test
  void aBuildIsAskedForWatchedAndListed() {
    fixture.recipe(alice, recipe, unique(), "RUN echo hello");
    long id = request();
    as("alice")
        .get("/api/v1/builds/" + id)
        .then()
        .statusCode(200)
        .body("status", equalTo("succeeded"))
        .body("recipe", equalTo(recipe))
        .body("revision", equalTo(1))
        .body("image.reference", equalTo("carrel-alice/" + recipe + ":1"));
    as("alice")
        .accept("text/plain")
        .get("/api/v1/builds/" + id + "/log")
        .then()
        .statusCode(200)
        .contentType("text/plain")
        .body(containsString("hello\n"));
    as("alice")
        .get("/api/v1/builds?limit=1&recipe=" + recipe)
        .then()
        .body("items[0].id", equalTo((int) id));
    as("alice").post("/api/v1/recipes/no-such/builds").then().statusCode(404);
  }

  @Test
  void othersSeeNothingOfIt() {
    fixture.recipe(alice, recipe, unique(), "RUN echo secret-of-alice");
    long id = request();
    long image = image(id);
    for (String path :
        List.of(
            "/api/v1/builds/" + id,
            "/api/v1/builds/" + id + "/log",
            "/builds/" + id,
            "/builds/" + id + "/log.txt",
            "/builds/" + id + "/log/stream",
            "/api/v1/images/" + image)) {
      as("bob").get(path).then().statusCode(404).body(not(containsString("secret-of-alice")));
    }
    as("bob")
        .accept("text/event-stream")
        .get("/api/v1/builds/" + id + "/log")
        .then()
        .statusCode(404);
    as("bob").delete("/api/v1/builds/" + id).then().statusCode(404);
    as("bob").delete("/api/v1/images/" + image).then().statusCode(404);
    as("bob")
        .body("{\"tag\":\"mine\"}")
        .contentType("application/json")
        .post("/api/v1/images/" + image + "/tags")
        .then()
        .statusCode(404);
    as("bob").get("/builds").then().statusCode(200).body(not(containsString(recipe)));
    given().get("/api/v1/builds/" + id).then().statusCode(401);
  }

  @Test
  void aViewerThatComesBackMissesNothingAndSeesNothingTwice() throws Exception {
    fixture.recipe(
        alice,
        recipe,
        unique(),
        "RUN seq 700; sleep 0.5; seq 300; sleep 0.5; seq 200; sleep 0.3; seq 100");
    long id = start();
    var seen = new ArrayList<Long>();
    boolean end = false;
    for (int visit = 0; !end; visit++) {
      assertThat(visit).isLessThan(200);
      // Each visit breaks off in the middle, wherever that is.
      end = visit(id, seen, 37 + 61 * visit);
    }
    assertThat(seen)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, seen.size()).boxed().toList())
        .hasSizeGreaterThan(1300);
  }

  /** True if the stream came to its end before so many lines. */
  private boolean visit(long build, List<Long> seen, int most) throws Exception {
    var request =
        HttpRequest.newBuilder(portal.resolve("/api/v1/builds/" + build + "/log"))
            .header("X-Test-User", "alice")
            .header("Accept", "text/event-stream")
            .header("Last-Event-ID", seen.isEmpty() ? "0" : seen.getLast().toString())
            .timeout(Duration.ofSeconds(20))
            .build();
    try (var client = HttpClient.newHttpClient();
        var lines = client.send(request, BodyHandlers.ofLines()).body()) {
      int got = 0;
      for (var each = lines.iterator(); each.hasNext(); ) {
        String line = each.next();
        if (line.startsWith("id: ")) {
          seen.add(Long.parseLong(line.substring(4)));
          if (++got == most) {
            client.shutdownNow();
            return false;
          }
        } else if (line.equals("event: end")) {
          return true;
        }
      }
      return false;
    }
  }

  @Test
  void scriptInALogStaysText() {
    fixture.recipe(
        alice, recipe, unique(), "RUN echo '<script>alert(1)</script> <img src=x onerror=y>'");
    long id = request();
    as("alice")
        .get("/builds/" + id)
        .then()
        .statusCode(200)
        .body(containsString("&lt;script&gt;alert(1)&lt;/script&gt; &lt;img"))
        .body(not(containsString("<script>alert")));
    String stream = as("alice").get("/builds/" + id + "/log/stream").asString();
    assertThat(stream).contains("&lt;script&gt;").doesNotContain("<script>").contains("event: end");
  }

  @Test
  void thePageOfAFailureSaysWhatFailedAndLinksToTheLine() {
    fixture.recipe(
        alice,
        recipe,
        unique(),
        "RUN echo 'ERROR: Could not find a version that satisfies the requirement numpy==9.9.9 (from versions: 1.26.4, 2.4.6)'; exit 1");
    long id = request();
    as("alice")
        .get("/builds/" + id)
        .then()
        .statusCode(200)
        .body(containsString("There is no numpy 9.9.9 for this base; the newest is 2.4.6."))
        .body(containsString("numpy==2.4.6"))
        .body(containsString("href=\"/builds/" + id + "?line="))
        .body(containsString("href=\"/recipes/" + recipe + "/edit\""));
  }

  @Test
  void aFormPostLeadsToTheBuildAndTwiceToTheSame() {
    fixture.recipe(alice, recipe, unique(), "RUN sleep 1");
    String first = post();
    assertThat(post()).isEqualTo(first);
    as("alice")
        .redirects()
        .follow(false)
        .post(URI.create(first).getPath() + "/cancel")
        .then()
        .statusCode(303);
  }

  private String post() {
    return as("alice")
        .redirects()
        .follow(false)
        .formParam("recipe", recipe)
        .post("/builds")
        .then()
        .statusCode(303)
        .header("Location", matchesPattern(".*/builds/\\d+"))
        .extract()
        .header("Location");
  }

  @Test
  void imagesGetTagsAndAreDeletedUnlessSomethingNeedsThem() {
    fixture.recipe(alice, recipe, unique(), "RUN echo x");
    long image = image(request());
    tag(image, "working-baseline").statusCode(201).body("tags[1]", equalTo("working-baseline"));
    tag(image, "latest").statusCode(422);
    tag(image, "7").statusCode(422);
    tag(image, "a b\n").statusCode(422);
    as("alice")
        .get("/api/v1/images/" + recipe + ":working-baseline")
        .then()
        .statusCode(200)
        .body("id", equalTo((int) image));
    as("alice").get("/images").then().statusCode(200).body(containsString("working-baseline"));

    vetoes.protectedImage = image;
    as("alice")
        .delete("/api/v1/images/" + image)
        .then()
        .statusCode(409)
        .body("detail", endsWith("The environment sweep runs from it."));
    vetoes.protectedImage = 0;
    as("alice").delete("/api/v1/images/" + image).then().statusCode(204);
    as("alice").get("/api/v1/images/" + image).then().statusCode(404);
  }

  private io.restassured.response.ValidatableResponse tag(long image, String tag) {
    return as("alice")
        .contentType("application/json")
        .body(java.util.Map.of("tag", tag))
        .post("/api/v1/images/" + image + "/tags")
        .then();
  }

  private long image(long build) {
    return as("alice").get("/api/v1/builds/" + build).jsonPath().getLong("image.id");
  }

  private long start() {
    var answer =
        as("alice").post("/api/v1/recipes/" + recipe + "/builds").then().statusCode(202).extract();
    long id = answer.jsonPath().getLong("id");
    assertThat(answer.header("Location")).endsWith("/api/v1/builds/" + id);
    return id;
  }

  /** Asks for a build and waits for its end. */
  private long request() {
    long id = start();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                !List.of("queued", "running")
                    .contains(
                        as("alice").get("/api/v1/builds/" + id).jsonPath().getString("status")));
    return id;
  }

  private static RequestSpecification as(String user) {
    return given().header("X-Test-User", user).header("Sec-Fetch-Site", "same-origin");
  }
}
