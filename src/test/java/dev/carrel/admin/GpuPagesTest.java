package dev.carrel.admin;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.carrel.environment.LaunchFixture;
import dev.carrel.gpu.DeviceFixture;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class GpuPagesTest {
  @Inject DeviceFixture rows;
  @Inject LaunchFixture people;
  private final String uuid = "GPU-" + UUID.randomUUID();
  private long id;

  @BeforeEach
  void aDevice() {
    id = rows.device(uuid);
  }

  @AfterEach
  void noDevice() {
    rows.clear(uuid);
  }

  @Test
  void showsDevicesAndHowTheyAreGiven() {
    page(containsString(uuid), containsString("How containers get them"));
  }

  @Test
  void takesADeviceOutOfServiceAndBack() {
    operator()
        .formParam("note", "Fan <b>rattles</b>")
        .post("/admin/gpus/%d/drain".formatted(id))
        .then()
        .statusCode(303);
    page(containsString("Fan &lt;b&gt;rattles"), containsString("drained"));
    operator().post("/admin/gpus/%d/restore".formatted(id)).then().statusCode(303);
    page(containsString("free"));
  }

  @Test
  void saysWhoStillHasWhatGetsNoNewLease() {
    rows.lease(id, 4_000_000_001L, people.demo("alice").id(), false);
    page(containsString("Alice Moreau has it for <span class=\"mono\">x</span> until "));
    operator()
        .formParam("note", "fan")
        .post("/admin/gpus/%d/drain".formatted(id))
        .then()
        .statusCode(303);
    page(
        containsString("drained"),
        containsString("Alice Moreau still has it for <span class=\"mono\">x</span> until "));
    rows.clear(uuid);
    operator().get("/admin/gpus").then().body(not(containsString("Alice Moreau")));
  }

  @Test
  void saysWhatMendsWhatNoOperatorsWordDoes() {
    String restore = "/admin/gpus/%d/restore".formatted(id);
    rows.fails(id, "The driver asks for its reset. Reset it or restart the machine.", false);
    page(
        containsString("asks for its reset"),
        containsString("It comes back by itself once that is done."),
        not(containsString(restore)));
    rows.fails(id, "Its memory had 2 uncorrectable ECC errors.", true);
    page(containsString(restore), not(containsString("comes back by itself")));
  }

  @Test
  void doesTheSameForScripts() {
    operator()
        .contentType("application/json")
        .body("{\"note\":\"firmware\"}")
        .post("/api/v1/admin/gpus/%d/drain".formatted(id))
        .then()
        .statusCode(204);
    page(containsString("firmware"));
    operator()
        .contentType("application/json")
        .body("{}")
        .post("/api/v1/admin/gpus/%d/drain".formatted(id))
        .then()
        .statusCode(422)
        .body("violations[0].field", org.hamcrest.Matchers.equalTo("note"));
    operator().post("/api/v1/admin/gpus/%d/restore".formatted(id)).then().statusCode(204);
  }

  private static io.restassured.specification.RequestSpecification operator() {
    return given().header("X-Test-User", "olga").redirects().follow(false);
  }

  @SafeVarargs
  private static void page(org.hamcrest.Matcher<String>... expected) {
    var response = operator().get("/admin/gpus").then().statusCode(200);
    for (var one : expected) {
      response.body(one);
    }
  }
}
