package dev.carrel.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimReaderTest {
  private final ClaimReader reader = reader(Map.of());

  @Test
  void readsWhatKeycloakSays() {
    Claims claims =
        reader.read(
            token()
                .put("preferred_username", "alice")
                .put("name", "Alice Archer")
                .put("groups", new JsonArray(List.of("/students", "night owls", "/students"))));
    assertThat(claims.username()).isEqualTo("alice");
    assertThat(claims.displayName()).isEqualTo("Alice Archer");
    assertThat(claims.groups()).contains(List.of("night owls", "students"));
  }

  @Test
  void fallsBackFromTheNameToTheAddressToTheSubject() {
    assertThat(reader.read(token().put("email", "a@example.org")).username())
        .isEqualTo("a@example.org");
    assertThat(reader.read(token()).username()).isEqualTo("f3c1");
  }

  @Test
  void tellsNoGroupsFromNothingSaidOfGroups() {
    assertThat(reader.read(token()).groups()).isEmpty();
    assertThat(reader.read(token().put("groups", new JsonArray())).groups()).contains(List.of());
  }

  @Test
  void readsGroupsInOneString() {
    assertThat(reader.read(token().put("groups", "staff students")).groups())
        .contains(List.of("staff", "students"));
  }

  @Test
  void followsAPathIntoAnObject() {
    ClaimReader nested = reader(Map.of("carrel.account.claims.groups", "realm_access/roles"));
    JsonObject roles = new JsonObject().put("roles", new JsonArray(List.of("staff")));
    assertThat(nested.read(token().put("realm_access", roles)).groups()).contains(List.of("staff"));
  }

  @Test
  void takesIdsAsNumbersTextOrLists() {
    assertThat(reader.read(token().put("uid_number", 4711)).uid()).contains(4711);
    assertThat(reader.read(token().put("uid_number", "4711")).uid()).contains(4711);
    assertThat(reader.read(token().put("uid_number", new JsonArray().add("4711"))).uid())
        .contains(4711);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "999", "65534", "-5", "4711x", "99999999999", "0x1000", ""})
  void takesNoIdThatIsTheSystemsOrNone(String claimed) {
    assertThat(reader.read(token().put("uid_number", claimed)).uid()).isEmpty();
    assertThat(reader.read(token().put("gid_number", claimed)).gid()).isEmpty();
  }

  private static JsonObject token() {
    return new JsonObject()
        .put("iss", "https://issuer")
        .put("sub", "f3c1")
        .put("iat", 1_790_000_000L);
  }

  private static ClaimReader reader(Map<String, String> settings) {
    return new ClaimReader(
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(AccountConfig.class)
            .withSources(new PropertiesConfigSource(settings, "test", 100))
            .build()
            .getConfigMapping(AccountConfig.class)
            .claims());
  }
}
