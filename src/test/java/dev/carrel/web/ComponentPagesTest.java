package dev.carrel.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ComponentPagesTest {

  @Test
  void thePageHasTheLayoutAndTheFragmentHasNot() {
    given().get("/dev/components").then().statusCode(200).body(containsString("<!doctype html>"));
    given()
        .header("HX-Request", "true")
        .get("/dev/components")
        .then()
        .statusCode(200)
        .body(startsWith("<span class=\"num\" id=\"clock\""))
        .body(not(containsString("<html")));
  }

  @Test
  void theScriptCarriesThePolicysNonce() {
    var answer = given().get("/dev/components").then().statusCode(200).extract();
    String policy = answer.header("Content-Security-Policy");
    String nonce = policy.replaceAll(".*'nonce-([^']+)'.*", "$1");
    assertThat(answer.body().asString()).contains("nonce=\"" + nonce + "\"");
  }

  @Test
  void pagesAreKeptByNoCacheAndAssetsForEver() {
    String style =
        given()
            .get("/dev/components")
            .then()
            .header("Cache-Control", equalTo("no-store"))
            .extract()
            .body()
            .asString()
            .replaceAll("(?s).*href=\"(/assets/carrel-[^\"]+\\.css)\".*", "$1");
    given()
        .header("Accept-Encoding", "gzip")
        .get(style)
        .then()
        .statusCode(200)
        .header("Cache-Control", containsString("immutable"))
        .header("Content-Encoding", equalTo("gzip"))
        .contentType(matchesPattern("text/css.*"));
  }
}
