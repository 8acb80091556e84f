package dev.carrel.gpu.board;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class GpuBoardTest {
  @Inject BoardFixture fixture;
  @Inject Scenes scenes;
  @Inject EntityManager entities;

  @BeforeEach
  void people() {
    fixture.clear();
    as("alice").get("/gpus").then().statusCode(200);
    as("bob").get("/gpus").then().statusCode(200);
  }

  @AfterEach
  void nothingLeft() {
    fixture.clear();
  }

  @Test
  void saysSoWhereThereIsNoGpu() {
    as("alice")
        .get("/gpus")
        .then()
        .statusCode(200)
        .body(containsString("No GPU here"), containsString("Launch without"));
    as("alice").get("/api/v1/gpus").then().statusCode(200).body("devices", empty());
  }

  @Test
  void showsOnesOwnByNameAndOthersWithoutTheirEnvironments() {
    fixture.lease(fixture.whole(0, false), "alice", "sweep-3", 90, 120);
    fixture.lease(fixture.whole(1, false), "bob", "bobs-secret", 10, 60);
    as("alice")
        .get("/gpus")
        .then()
        .body(
            containsString("href=\"/environments/sweep-3\""),
            containsString("Bob Okafor"),
            not(containsString("bobs-secret")));
    as("alice")
        .get("/api/v1/gpus")
        .then()
        .body("devices.holder", hasItem("sweep-3"))
        .body("devices.holder", hasItem("busy"))
        .body("devices.availability", equalTo(java.util.List.of("leased", "leased")));
  }

  @Test
  void showsAWallNothingOfAnybodys() {
    fixture.lease(fixture.whole(0, false), "alice", "sweep-3", 90, 120);
    as("alice")
        .get("/gpus?kiosk")
        .then()
        .statusCode(200)
        .body(
            containsString("Alice Moreau"),
            not(containsString("sweep-3")),
            not(containsString("/environments/")),
            not(containsString("<nav")));
  }

  @Test
  void servesTheBoardAloneWhereItIsFetchedAgain() {
    fixture.whole(0, false);
    for (String address : new String[] {"/gpus", "/gpus?kiosk"}) {
      as("alice")
          .header("HX-Request", "true")
          .get(address)
          .then()
          .statusCode(200)
          .body(containsString("<div class=\"head\">"), not(containsString("<html")));
    }
  }

  @Test
  void tellsScriptsOfSlicesAndTheQueue() {
    long whole = fixture.whole(0, true);
    fixture.lease(fixture.slice(whole, 0, "3g.40gb", 3), "bob", "bobs", 10, 60);
    fixture.slice(whole, 1, "2g.20gb", 2);
    fixture.request("alice", "eval-large", "WAITING", 5);
    as("alice")
        .get("/api/v1/gpus")
        .then()
        .body("devices", hasSize(1))
        .body("devices[0].availability", equalTo("partitioned"))
        .body("devices[0].slices.name", equalTo(java.util.List.of("GPU 0/0", "GPU 0/1")))
        .body("devices[0].slices.profile", equalTo(java.util.List.of("3g.40gb", "2g.20gb")))
        .body("devices[0].slices[0].holder", equalTo("busy"))
        .body("devices[0].slices[1].holder", nullValue())
        .body("queue[0].environment", equalTo("eval-large"))
        .body("queue[0].position", equalTo(1));
    as("bob").get("/api/v1/gpus").then().body("queue[0].environment", equalTo("busy"));
  }

  @Test
  void asksTheDatabaseNoMoreForManyDevicesThanForFew() {
    fixture.lease(fixture.whole(0, false), "alice", "one", 5, 60);
    fixture.request("bob", "waits", "WAITING", 5);
    long few = statements();
    for (int i = 1; i <= 40; i++) {
      fixture.lease(fixture.whole(i, false), "alice", "one-" + i, 5, 60);
      fixture.request("bob", "waits-" + i, "WAITING", 5);
    }
    assertThat(scenes.now().wholes()).hasSize(41);
    assertThat(statements()).isEqualTo(few).isLessThan(12);
  }

  /** Of one look; others' are left out by taking the least of several. */
  private long statements() {
    Statistics statistics =
        entities.getEntityManagerFactory().unwrap(SessionFactory.class).getStatistics();
    statistics.setStatisticsEnabled(true);
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 6; i++) {
      long before = statistics.getPrepareStatementCount();
      scenes.now();
      least = Math.min(least, statistics.getPrepareStatementCount() - before);
    }
    return least;
  }

  private static RequestSpecification as(String user) {
    return given().header("X-Test-User", user);
  }
}
