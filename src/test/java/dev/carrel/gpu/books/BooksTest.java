package dev.carrel.gpu.books;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.carrel.gpu.board.BoardFixture;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.YearMonth;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class BooksTest {
  @Inject BoardFixture fixture;
  @Inject Books books;

  @BeforeEach
  void people() {
    fixture.clear();
    given().header("X-Test-User", "alice").get("/gpus").then().statusCode(200);
    given().header("X-Test-User", "bob").get("/gpus").then().statusCode(200);
  }

  @AfterEach
  void nothingLeft() {
    fixture.clear();
  }

  @Test
  void countsHoursByPersonAndByGroupAndWhatOfThemDidWork() {
    long busy = fixture.whole(0, false);
    fixture.lease(busy, "alice", "sweep", 60, 60);
    fixture.readings(busy, minute -> 50);
    fixture.lease(fixture.whole(1, false), "bob", "idle", 30, 60);
    Month month = books.month(books.now());
    assertThat(month.accounts())
        .extracting(Entry::detail)
        .as("who held most comes first")
        .containsExactly("alice", "bob");
    assertThat(month.groups()).extracting(Entry::name).containsExactly("students");
    assertThat(month.held()).isBetween(new BigDecimal("1.49"), new BigDecimal("1.52"));
    assertThat(month.accounts().getFirst().worked()).isBetween(48, 51);
    assertThat(month.accounts().getLast().worked()).isZero();
  }

  @Test
  void countsASliceByItsShare() {
    long whole = fixture.whole(0, true);
    fixture.lease(fixture.slice(whole, 0, "3g.40gb", 3), "alice", "slice", 60, 60);
    assertThat(books.month(books.now()).held())
        .isBetween(new BigDecimal("0.42"), new BigDecimal("0.44"));
  }

  @Test
  void knowsNothingOfOtherMonths() {
    fixture.lease(fixture.whole(0, false), "alice", "sweep", 60, 60);
    assertThat(books.month(YearMonth.of(2001, 1)).isEmpty()).isTrue();
    assertThat(books.month(books.now().plusMonths(1)).isEmpty()).isTrue();
  }

  @Test
  void showsThemToOperatorsAndToOneself() {
    fixture.lease(fixture.whole(0, false), "alice", "sweep", 60, 60);
    given()
        .header("X-Test-User", "olga")
        .get("/admin/gpu-hours")
        .then()
        .statusCode(200)
        .body(containsString("Alice Moreau"), containsString("students"));
    given().header("X-Test-User", "olga").get("/admin/gpu-hours?month=x").then().statusCode(422);
    given()
        .header("X-Test-User", "alice")
        .get("/account")
        .then()
        .body(containsString("GPU-hours in seven days"), containsString("you held 1 GPU-hours"));
    given()
        .header("X-Test-User", "alice")
        .get("/api/v1/me")
        .then()
        .body("limits.gpus.devices", equalTo(2), "used.gpus.devices", equalTo(1));
  }
}
