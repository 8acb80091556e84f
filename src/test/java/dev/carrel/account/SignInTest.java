package dev.carrel.account;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SignInTest {
  @Inject Tokens tokens;
  @Inject AccountBook book;
  @Inject Ended ended;

  @ApplicationScoped
  static class Ended {
    private final List<Long> accounts = new CopyOnWriteArrayList<>();

    void on(@Observes SignedOut event) {
      accounts.add(event.account());
    }

    List<Long> accounts() {
      return accounts;
    }
  }

  @Test
  void sendsABrowserToTheProviderWithPkce() {
    given()
        .redirects()
        .follow(false)
        .get("/account")
        .then()
        .statusCode(302)
        .header("Location", startsWith("http://127.0.0.1:9/realms/test/authorize?"))
        .header("Location", containsString("code_challenge_method=S256"))
        .header("Location", containsString("%2Fsign-in"));
  }

  @Test
  void answersAScriptAStreamAndAFormWithoutSendingThemAway() {
    given()
        .redirects()
        .follow(false)
        .header("Sec-Fetch-Mode", "cors")
        .get("/account")
        .then()
        .statusCode(401);
    given().redirects().follow(false).post("/account/tokens").then().statusCode(401);
  }

  @Test
  void answersTheApiWithAProblemAndNeverARedirect() {
    given()
        .redirects()
        .follow(false)
        .get("/api/v1/me")
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", startsWith("Bearer"))
        .header("WWW-Authenticate", not(containsString("error")))
        .body("detail", containsString("token"));
  }

  @Test
  void saysThatATokenIsNotValid() {
    for (String token : List.of("carrel_unknown", "eyJhbGciOiJub25lIn0.e30.", "x")) {
      given()
          .auth()
          .oauth2(token)
          .get("/api/v1/me")
          .then()
          .statusCode(401)
          .contentType("application/problem+json")
          .header("WWW-Authenticate", containsString("invalid_token"));
    }
  }

  @Test
  void takesAPersonalTokenUntilItIsRevokedAndClosesWhatItOpened() {
    Account alice = book.signIn(DemoUsers.claims("alice"));
    Tokens.Created made = tokens.create(alice, "revoked soon", Duration.ofDays(1));
    me(made).statusCode(200).body("username", equalTo("alice"));
    me(made).statusCode(200);
    assertThat(tokens.list(alice))
        .filteredOn(token -> token.id() == made.token().id())
        .allMatch(token -> token.lastUsed() != null);

    tokens.revoke(alice, made.token().id());
    await().untilAsserted(() -> me(made).statusCode(401));
    await().untilAsserted(() -> assertThat(ended.accounts()).contains(alice.id()));
  }

  @Test
  void tellsWhoIAmAndWhatIMayUse() {
    given()
        .header("X-Test-User", "olga")
        .get("/api/v1/me")
        .then()
        .statusCode(200)
        .body("role", equalTo("admin"))
        .body("groups", hasItem("carrel-admins"))
        .body("limits.memory", equalTo("8g"))
        .body("used.environments", equalTo(0));
  }

  @Test
  void takesNoTokenForAPage() {
    Account alice = book.signIn(DemoUsers.claims("alice"));
    Tokens.Created made = tokens.create(alice, "for the API", Duration.ofDays(1));
    given()
        .redirects()
        .follow(false)
        .auth()
        .oauth2(made.secret().text())
        .get("/account")
        .then()
        .statusCode(302);
  }

  @Test
  void takesNoGarbageForASession() {
    given()
        .redirects()
        .follow(false)
        .cookie("q_session", "tossed by another page")
        .get("/account")
        .then()
        .statusCode(302);
    given().cookie("q_session", "x").get("/api/v1/me").then().statusCode(401);
  }

  @Test
  void refusesALogoutThatTheProviderDidNotSign() {
    given()
        .formParam("logout_token", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbGljZSJ9.")
        .post("/back-channel-logout")
        .then()
        .statusCode(400);
  }

  private static io.restassured.response.ValidatableResponse me(Tokens.Created token) {
    return given().auth().oauth2(token.secret().text()).get("/api/v1/me").then();
  }
}
