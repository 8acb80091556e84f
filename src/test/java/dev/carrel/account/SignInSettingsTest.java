package dev.carrel.account;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInSettingsTest {
  private static final Map<String, String> GOOD =
      Map.of(
          "OIDC_ISSUER", "https://login.example.org/realms/lab",
          "OIDC_CLIENT_ID", "carrel-lab",
          "OIDC_CLIENT_SECRET", "q8X1vTz6cRk0pLmN4wYb7sDf2gHj9aEu");

  @Test
  void acceptsAProviderOfOnesOwn() {
    assertThatCode(() -> SignInSettings.check(GOOD)).doesNotThrowAnyException();
  }

  @Test
  void acceptsAProviderOnThisMachineWithoutTls() {
    assertThatCode(
            () -> SignInSettings.check(with("OIDC_ISSUER", "http://127.0.0.1:8180/realms/carrel")))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void refusesWithoutAProviderAndNamesTheQuickStart(String issuer) {
    assertThatThrownBy(() -> SignInSettings.check(with("OIDC_ISSUER", issuer)))
        .hasMessageContaining("OIDC_ISSUER is not set")
        .hasMessageContaining("docker/carrel up");
  }

  @Test
  void refusesAProviderWhoseAnswersAnybodyCanRead() {
    assertThatThrownBy(
            () -> SignInSettings.check(with("OIDC_ISSUER", "http://login.example.org/realms/lab")))
        .hasMessageContaining("not https");
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret", "changeme", "Password", "carrel-lab"})
  void refusesASecretThatEverybodyKnows(String secret) {
    assertThatThrownBy(() -> SignInSettings.check(with("OIDC_CLIENT_SECRET", secret)))
        .hasMessageContaining("everybody knows")
        .hasMessageNotContaining(secret + " ");
  }

  @Test
  void refusesWithoutASecret() {
    assertThatThrownBy(() -> SignInSettings.check(with("OIDC_CLIENT_SECRET", "")))
        .hasMessageContaining("OIDC_CLIENT_SECRET is not set");
  }

  @Test
  void refusesAShortSessionKey() {
    assertThatThrownBy(() -> SignInSettings.check(with("CARREL_SESSION_SECRET", "short")))
        .hasMessageContaining("needs 32");
  }

  private static Map<String, String> with(String name, String value) {
    var changed = new HashMap<>(GOOD);
    changed.put(name, value);
    return changed;
  }
}
