package dev.carrel.catalogue;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PackageResourceTest {

  private static RequestSpecification alice() {
    return given().header("X-Test-User", "alice");
  }

  @Test
  void completesNames() {
    alice()
        .get("/api/v1/packages?q=Num")
        .then()
        .statusCode(200)
        .body("names", contains("numpy", "numpydoc"));
    alice().get("/api/v1/packages").then().statusCode(422);
  }

  @Test
  void judgesVersionsForTheBasesPython() {
    alice()
        .get("/api/v1/packages/NumPy/versions?base=python")
        .then()
        .statusCode(200)
        .body("name", equalTo("numpy"))
        .body("newest", equalTo("2.4.6"))
        .body("versions.version", contains("2.4.6", "1.26.4"))
        .body("versions.fits", contains(true, false))
        .body("versions[1].unfit", equalTo("has no file for Python 3.12"));
  }

  @Test
  void saysThatThereIsNoSuchPackage() {
    alice().get("/api/v1/packages/nonesuch/versions").then().statusCode(404);
    alice().get("/api/v1/packages/numpy/versions?base=nonesuch").then().statusCode(422);
  }
}
