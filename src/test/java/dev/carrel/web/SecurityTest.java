package dev.carrel.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SecurityTest {
  private static final String CHANGE = "/dev/components/problem/409";

  @ParameterizedTest
  @ValueSource(
      strings = {"/dev/components", "/nothing-of-the-kind", "/api/v1/nothing", "/q/health"})
  void everyAnswerTellsBrowsersWhatToRefuse(String path) {
    given()
        .header("X-Test-User", "alice")
        .get(path)
        .then()
        .header("X-Content-Type-Options", equalTo("nosniff"))
        .header("Referrer-Policy", equalTo("same-origin"))
        .header("Cross-Origin-Opener-Policy", equalTo("same-origin"))
        .header("X-Frame-Options", equalTo("DENY"))
        .header(
            "Content-Security-Policy",
            allOf(
                containsString("frame-ancestors 'none'"),
                containsString("base-uri 'none'"),
                containsString("'strict-dynamic'"),
                not(containsString("unsafe-eval")),
                not(containsString("script-src 'unsafe-inline'"))));
  }

  @Test
  void noTwoPagesShareANonce() {
    String first = given().get("/dev/components").header("Content-Security-Policy");
    String second = given().get("/dev/components").header("Content-Security-Policy");
    assertThat(first).isNotEqualTo(second);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site"})
  void aChangeThatAnotherSiteAsksForIsRefused(String site) {
    given().header("Sec-Fetch-Site", site).post(CHANGE).then().statusCode(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"same-origin", "none"})
  void aChangeFromOwnPagesReachesItsEndpoint(String site) {
    given().header("Sec-Fetch-Site", site).post(CHANGE).then().statusCode(409);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "null", "http://127.0.0.1:1", "not an origin"})
  void anOlderBrowserIsJudgedByOrigin(String origin) {
    given().header("Origin", origin).post(CHANGE).then().statusCode(403);
  }

  @Test
  void whatIsNoBrowserNeedsNeither() {
    given().post(CHANGE).then().statusCode(409);
  }

  @Test
  void aForgedForwardedHostDoesNotMakeAnOriginOneOfOurs() {
    given()
        .header("Origin", "https://evil.example")
        .header("X-Forwarded-Host", "evil.example")
        .header("X-Forwarded-Proto", "https")
        .header("Forwarded", "host=evil.example;proto=https")
        .post(CHANGE)
        .then()
        .statusCode(403);
  }

  @Test
  void aReadFromElsewhereIsAllowed() {
    given().header("Sec-Fetch-Site", "cross-site").get("/dev/components").then().statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/assets/..%2fapplication.properties", "/assets/manifest.json", "/assets/x.js"})
  void nothingButTheBundleIsServedAsAnAsset(String path) {
    given().urlEncodingEnabled(false).get(path).then().statusCode(404);
  }
}
