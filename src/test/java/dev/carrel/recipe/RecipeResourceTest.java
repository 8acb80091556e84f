package dev.carrel.recipe;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import dev.carrel.catalogue.Catalogue;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RecipeResourceTest {
  private static final String API = "/api/v1/recipes";

  @Inject Catalogue catalogue;
  @Inject RecipeBook book;
  @Inject EntityManager entities;
  private FixedIndex index;
  private String name;

  @BeforeEach
  void prepare() {
    index = OfflineIndex.install(catalogue);
    name = "r" + UUID.randomUUID().toString().substring(0, 8);
  }

  @Test
  void createsRevisesAndListsARecipe() {
    String body =
        """
        {"name":"%s","base":"python","python":["numpy==2.4.6","Jax[CUDA12]==0.10.2"],
         "system":["git"],"environment":{"JAX_PLATFORMS":"cpu"},"apps":["jupyterlab"]}
        """
            .formatted(name);
    as("alice")
        .body(body)
        .post(API)
        .then()
        .statusCode(201)
        .header("Location", containsString(API + "/" + name))
        .body("revision", is(1))
        .body("python", equalTo(List.of("jax[cuda12]==0.10.2", "numpy==2.4.6")))
        .body("appPins", equalTo(List.of("jupyterlab==4.5.0")))
        .body("digest", startsWith("sha256:"));
    String same = body.replace("\"name\":\"" + name + "\",", "");
    index.publish("jupyterlab", "9.9.9", "4.5.0");
    as("alice").body(same).put(API + "/" + name).then().statusCode(200).body("revision", is(1));
    as("alice")
        .body(same.replace("2.4.6", "2.4.5"))
        .put(API + "/" + name)
        .then()
        .statusCode(200)
        .body("revision", is(2))
        .body("appPins", equalTo(List.of("jupyterlab==4.5.0")));
    as("alice")
        .get(API + "/" + name + "/revisions")
        .then()
        .statusCode(200)
        .body("items.revision", equalTo(List.of(2, 1)));
    as("alice").get(API + "?limit=1").then().statusCode(200).body("items[0].name", is(name));
    as("alice")
        .get(API + "/" + name + "/Dockerfile?revision=1")
        .then()
        .statusCode(200)
        .contentType("text/plain")
        .body(containsString("FROM python:"), containsString("@sha256:"));
    as("alice")
        .get(API + "/" + name + "/requirements.txt")
        .then()
        .body(equalTo("jax[cuda12]==0.10.2\njupyterlab==4.5.0\nnumpy==2.4.5\n"));
  }

  @Test
  void namesEachFieldThatIsWrong() {
    as("alice")
        .body(
            """
            {"name":"%s","base":"python","python":["numpy==2.4.6","numpy>=2","-e .","NumPy==1"],
             "system":["git","a b","$(id)"],"environment":{"PATH":"/x","A":"1\\n2","ok":"1"},
             "apps":["vscode"]}
            """
                .formatted(name))
        .post(API)
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body(
            "violations.field",
            hasItems(
                "python[1]",
                "python[2]",
                "python[3]",
                "system[1]",
                "system[2]",
                "environment.PATH",
                "environment.A",
                "apps[0]"))
        .body("violations.size()", is(8));
    as("alice").get(API + "/" + name).then().statusCode(404);
    as("alice")
        .body("{\"name\":\"Not a name\",\"base\":\"python\"}")
        .post(API)
        .then()
        .statusCode(422)
        .body("violations[0].field", is("name"));
    as("alice")
        .body("{\"name\":\"" + name + "\",\"base\":\"nowhere\"}")
        .post(API)
        .then()
        .statusCode(422)
        .body("violations[0].field", is("base"));
  }

  @Test
  void refusesATakenNameUntilItIsDeleted() {
    String body = "{\"name\":\"" + name + "\",\"base\":\"python\"}";
    as("alice").body(body).post(API).then().statusCode(201);
    as("alice").body(body).post(API).then().statusCode(409).body("detail", containsString(name));
    as("bob").body(body).post(API).then().statusCode(201);
    as("alice").delete(API + "/" + name).then().statusCode(204);
    as("alice").get(API + "/" + name).then().statusCode(404);
    as("alice").body(body).post(API).then().statusCode(201).body("revision", is(1));
    as("carol").get(API + "/" + name).then().statusCode(404);
    as("carol").delete(API + "/" + name).then().statusCode(404);
  }

  @Test
  void ofManyAtOnceOneGetsTheName() {
    String body = "{\"name\":\"" + name + "\",\"base\":\"python\"}";
    List<Integer> answers =
        IntStream.range(0, 6)
            .parallel()
            .mapToObj(i -> as("alice").body(body).post(API).statusCode())
            .sorted()
            .toList();
    assertThat(answers).containsExactly(201, 409, 409, 409, 409, 409);
  }

  @Test
  void ofManyAtOnceEachEditGetsANumber() {
    String body = "{\"name\":\"" + name + "\",\"base\":\"python\"}";
    as("alice").body(body).post(API).then().statusCode(201);
    List<Integer> numbers =
        IntStream.range(0, 6)
            .parallel()
            .mapToObj(i -> "{\"base\":\"python\",\"environment\":{\"A\":\"" + i + "\"}}")
            .map(edit -> as("alice").body(edit).put(API + "/" + name).jsonPath().getInt("revision"))
            .sorted()
            .toList();
    assertThat(numbers).containsExactly(2, 3, 4, 5, 6, 7);
  }

  @Test
  void givesBuildsAContextThatDependsOnTheContentAlone() {
    String wish = "\"base\":\"python\",\"python\":[\"numpy==2.4.6\"]}";
    as("alice").body("{\"name\":\"" + name + "\"," + wish).post(API).then().statusCode(201);
    as("bob").body("{\"name\":\"" + name + "-2\"," + wish).post(API).then().statusCode(201);
    Revision alices = revision("alice", name);
    Revision bobs = revision("bob", name + "-2");
    assertThat(bobs.digest()).isEqualTo(alices.digest());
    var context = book.context(alices);
    assertThat(context)
        .containsOnlyKeys("Dockerfile", "requirements.txt", "sources/apt.conf", "sources/pip.conf");
    book.context(bobs).forEach((path, bytes) -> assertThat(bytes).isEqualTo(context.get(path)));
    assertThat(new String(context.get("Dockerfile")))
        .startsWith("FROM " + alices.content().base().from());
    assertThat(book.revision(alices.id())).contains(alices);
  }

  @Test
  @Transactional
  void theDatabaseRefusesToChangeARevision() {
    as("alice").body("{\"name\":\"" + name + "\",\"base\":\"python\"}").post(API);
    Assertions.assertThatThrownBy(
            () ->
                entities
                    .createNativeQuery("update recipe_revision set dockerfile = 'FROM scratch'")
                    .executeUpdate())
        .hasStackTraceContaining("is immutable");
  }

  private Revision revision(String user, String recipe) {
    int id = as(user).get(API + "/" + recipe).jsonPath().getInt("id");
    Number revision =
        (Number)
            entities
                .createNativeQuery("select id from recipe_revision where recipe_id = ?1")
                .setParameter(1, id)
                .getSingleResult();
    return book.revision(revision.longValue()).orElseThrow();
  }

  private static RequestSpecification as(String user) {
    return given().header("X-Test-User", user).contentType(ContentType.JSON);
  }
}
