package dev.carrel.recipe;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.carrel.catalogue.Catalogue;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The wizard as a browser without JavaScript goes through it. */
@QuarkusTest
class WizardTest {
  @Inject Catalogue catalogue;
  private String name;

  @BeforeEach
  void prepare() {
    OfflineIndex.install(catalogue);
    name = "w" + UUID.randomUUID().toString().substring(0, 8);
  }

  @Test
  void goesFromBaseToARecipeAndBuildsIt() {
    String draft = begin(UUID.randomUUID());
    packages(draft, "add", "numpy==2.4.6", "go", "add")
        .then()
        .statusCode(200)
        .body(containsString("numpy 2.4.6 is in."));
    packages(draft, "system", "git ffmpeg", "go", "next")
        .then()
        .statusCode(303)
        .header("Location", containsString("/recipes/new/extras?draft=" + draft));
    form("alice")
        .formParam("draft", draft)
        .formParam("variable", "A", "")
        .formParam("value", "1", "")
        .formParam("app", "jupyterlab")
        .formParam("go", "next")
        .post("/recipes/new/extras")
        .then()
        .statusCode(303);
    String review =
        form("alice")
            .get("/recipes/new/review?draft=" + draft)
            .then()
            .statusCode(200)
            .extract()
            .asString();
    assertThat(review).contains("numpy==", "jupyterlab==", "FROM</span> python:", "git", "ffmpeg");
    String seen = review.replaceAll("(?s).*name=\"seen\" value=\"([^\"]*)\".*", "$1");
    // Two tabs send the last page: one recipe, and both are led to the same build.
    for (int tab = 0; tab < 2; tab++) {
      finish(draft, name, seen)
          .then()
          .statusCode(307)
          .header("Location", containsString("/builds"));
    }
    form("alice").get("/recipes/" + name).then().statusCode(200).body(containsString("Revision 1"));
    form("alice").get("/recipes/" + name + "-2").then().statusCode(404);
    form("alice").get("/recipes/new/packages?draft=" + draft).then().statusCode(410);
  }

  @Test
  void oneTicketStartsOneDraftAndNobodyElseSeesIt() {
    UUID ticket = UUID.randomUUID();
    String draft = begin(ticket);
    assertThat(begin(ticket)).isEqualTo(draft);
    form("bob").get("/recipes/new/packages?draft=" + draft).then().statusCode(404);
    form("bob")
        .formParam("draft", draft)
        .formParam("add", "jax==0.10.2")
        .post("/recipes/new/packages")
        .then()
        .statusCode(404);
    form("alice").get("/recipes").then().body(containsString("draft=" + draft));
  }

  @Test
  void asksForAVersionAndOffersTheNewest() {
    String draft = begin(UUID.randomUUID());
    packages(draft, "add", "numpy", "go", "add")
        .then()
        .statusCode(422)
        .body(containsString("numpy needs a version"))
        .body(containsString("value=\"numpy==2.4.6\""))
        .body(containsString("numpy==1.26.4"));
    packages(draft, "add", "numpy==9", "go", "add")
        .then()
        .statusCode(422)
        .body(containsString("There is no numpy 9"));
    packages(draft, "add", "silent==1.0", "go", "add").then().statusCode(200);
    packages(draft, "add", "no-such-thing", "go", "add")
        .then()
        .statusCode(422)
        .body(containsString("No package index of this portal has no-such-thing"));
    form("alice")
        .get("/recipes/new/packages/suggest?draft=" + draft + "&add=num")
        .then()
        .statusCode(200)
        .body(containsString("data-value=\"numpy==\""));
    form("alice")
        .get("/recipes/new/packages/suggest?draft=" + draft + "&add=numpy==2")
        .then()
        .body(containsString("data-value=\"numpy==2.4.6\""))
        .body(containsString("newest"))
        .body(not(containsString("1.26.4")));
  }

  @Test
  void enterInAFieldNeverLeadsBack() {
    String draft = begin(UUID.randomUUID());
    assertThat(pressedByEnter("base", draft)).isEqualTo("next");
    assertThat(pressedByEnter("packages", draft)).isEqualTo("add");
    assertThat(pressedByEnter("extras", draft)).isEqualTo("next");
    packages(draft, "add", "numpy==2.4.6", "go", "add");
    assertThat(pressedByEnter("review", draft)).isEqualTo("build");
  }

  /** A browser takes the form's first button in the page, wherever that stands. */
  private static String pressedByEnter(String step, String draft) {
    String page = form("alice").get("/recipes/new/" + step + "?draft=" + draft).asString();
    return Jsoup.parse(page)
        .selectFirst("button[form=wizard-form], #wizard-form button")
        .attr("value");
  }

  @Test
  void goingBackLosesNothing() {
    String draft = begin(UUID.randomUUID());
    packages(draft, "add", "half-ty", "system", "Not_A_Name", "go", "back")
        .then()
        .statusCode(303)
        .header("Location", containsString("/recipes/new/base?draft=" + draft));
    form("alice")
        .get("/recipes/new/packages?draft=" + draft)
        .then()
        .body(containsString("value=\"half-ty\""))
        .body(containsString("value=\"Not_A_Name\""));
    packages(draft, "system", "Not_A_Name", "go", "next")
        .then()
        .statusCode(422)
        .body(containsString("is not the name of a system package"));
  }

  @Test
  void takesWhatItCanOfARequirementsFileAndNamesTheRest() {
    String draft = begin(UUID.randomUUID());
    given()
        .header("X-Test-User", "alice")
        .multiPart("draft", draft)
        .multiPart("lines", "numpy==2.4.6\n# a comment\njax>=0.4\n<b>==1\n")
        .post("/recipes/new/requirements")
        .then()
        .statusCode(422)
        .body(containsString("1 pin was taken. 2 lines were not:"))
        .body(containsString("Line 3:"))
        .body(containsString("is not pinned"))
        .body(containsString("Line 4:"))
        .body(not(containsString("<b>==1")));
    form("alice")
        .get("/recipes/new/packages?draft=" + draft)
        .then()
        .body(containsString("jax&gt;=0.4"))
        .body(containsString("Remove numpy"));
  }

  @Test
  void aLongPasteAndWhatIsTypedBesideItAreKept() {
    String draft = begin(UUID.randomUUID());
    String pasted = "# a long comment\n".repeat(3000) + "equinox==0.13.2\nnumpy>=2\n";
    given()
        .header("X-Test-User", "alice")
        .multiPart("draft", draft)
        .multiPart("lines", pasted)
        .multiPart("system", "git ffmpeg")
        .multiPart("add", "half-ty")
        .post("/recipes/new/requirements")
        .then()
        .statusCode(422)
        .body(containsString("Line 3002:"))
        .body(containsString("Remove equinox"))
        .body(containsString("value=\"git ffmpeg\""))
        .body(containsString("value=\"half-ty\""));
    packages(draft, "lines", pasted, "system", "git", "go", "back").then().statusCode(303);
    form("alice")
        .get("/recipes/new/packages?draft=" + draft)
        .then()
        .body(containsString("numpy&gt;=2"));
  }

  @Test
  void aTenMegabyteFileIsAnsweredAndNothingIsLost() {
    String draft = begin(UUID.randomUUID());
    packages(draft, "add", "numpy==2.4.6", "go", "add").then().statusCode(200);
    var pins = new StringBuilder();
    for (int i = 0; pins.length() < RequirementsFile.LARGEST - 40; i++) {
      pins.append("package-").append(i).append("==1.0\n");
    }
    upload(draft, pins.toString())
        .then()
        .statusCode(422)
        .body(containsString("more than 20,000 lines, and a recipe has at most 500 packages"));
    upload(draft, pins.substring(0, pins.indexOf("package-600")))
        .then()
        .statusCode(422)
        .body(containsString("a recipe has at most 500 Python packages"));
    upload(draft, "x".repeat(RequirementsFile.LARGEST + 1))
        .then()
        .statusCode(413)
        .body(containsString("larger than 10 MB"));
    form("alice")
        .get("/recipes/new/packages?draft=" + draft)
        .then()
        .body(containsString("Remove numpy"));
  }

  @Test
  void aTakenNameIsToldOnTheReviewPage() {
    String first = begin(UUID.randomUUID());
    finish(first, name, "").then().statusCode(307);
    String second = begin(UUID.randomUUID());
    finish(second, name, "")
        .then()
        .statusCode(409)
        .body(containsString("You have a recipe called"))
        .body(containsString("value=\"" + name + "\""));
    finish(second, "new", "").then().statusCode(422);
  }

  @Test
  void tabsThatSendAtOnceMakeOneRecipe() {
    String draft = begin(UUID.randomUUID());
    List<Integer> answers =
        IntStream.range(0, 5)
            .parallel()
            .mapToObj(i -> finish(draft, name + i, "").statusCode())
            .distinct()
            .toList();
    // The tabs that came too late are led to the recipe that the first one made.
    assertThat(answers).isSubsetOf(303, 307).contains(307);
    long made =
        IntStream.range(0, 5)
            .filter(i -> form("alice").get("/recipes/" + name + i).statusCode() == 200)
            .count();
    assertThat(made).isOne();
  }

  @Test
  void anEditMakesTheNextRevisionAndCanBeCompared() {
    String first = begin(UUID.randomUUID());
    packages(first, "add", "numpy==1.26.4", "go", "add");
    finish(first, name, "");
    String location =
        form("alice")
            .post("/recipes/" + name + "/edit")
            .then()
            .statusCode(303)
            .extract()
            .header("Location");
    String draft = location.replaceAll(".*draft=", "");
    packages(draft, "add", "numpy==2.4.6", "go", "add")
        .then()
        .body(containsString("numpy is now 2.4.6, it was 1.26.4."));
    finish(draft, name, "").then().statusCode(307);
    form("alice")
        .get("/recipes/" + name + "/compare?from=1&to=2")
        .then()
        .statusCode(200)
        .body(containsString("<del>numpy==1.26.4</del>"))
        .body(containsString("<ins>numpy==2.4.6</ins>"));
  }

  @Test
  void reservedVariablesAreRefusedWithTheReason() {
    String draft = begin(UUID.randomUUID());
    form("alice")
        .formParam("draft", draft)
        .formParam("variable", "LD_PRELOAD")
        .formParam("value", "/x.so")
        .formParam("go", "next")
        .post("/recipes/new/extras")
        .then()
        .statusCode(422)
        .body(containsString("LD_PRELOAD is reserved"));
  }

  private String begin(UUID ticket) {
    return form("alice")
        .formParam("ticket", ticket.toString())
        .formParam("base", "python")
        .formParam("go", "next")
        .post("/recipes/new/base")
        .then()
        .statusCode(303)
        .extract()
        .header("Location")
        .replaceAll(".*draft=", "");
  }

  private Response packages(String draft, String... fields) {
    RequestSpecification form = form("alice").formParam("draft", draft);
    for (int i = 0; i < fields.length; i += 2) {
      form.formParam(fields[i], fields[i + 1]);
    }
    return form.post("/recipes/new/packages");
  }

  private Response finish(String draft, String recipe, String seen) {
    return form("alice")
        .formParam("draft", draft)
        .formParam("recipe", recipe)
        .formParam("seen", seen)
        .formParam("go", "build")
        .post("/recipes/new/finish");
  }

  private static Response upload(String draft, String content) {
    return given()
        .header("X-Test-User", "alice")
        .multiPart("draft", draft)
        .multiPart("file", "requirements.txt", content.getBytes(), "text/plain")
        .post("/recipes/new/requirements");
  }

  private static RequestSpecification form(String user) {
    return given()
        .header("X-Test-User", user)
        .redirects()
        .follow(false)
        .contentType(ContentType.URLENC.withCharset("UTF-8"));
  }
}
