package dev.carrel.account;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads a verified token's claims by the names that the configuration gives them. */
@ApplicationScoped
class ClaimReader {
  private static final int LOWEST_ID = 1000;
  private static final int NOBODY = 65_534;

  /** Narrower than the RFCs: nothing that a mail's header could take for more than one address. */
  private static final Pattern ADDRESS =
      Pattern.compile("[^\\s@<>,;:\"()\\[\\]\\\\]{1,64}@[A-Za-z0-9.-]{1,180}");

  private final AccountConfig.Claims names;

  @Inject
  ClaimReader(AccountConfig config) {
    this(config.claims());
  }

  ClaimReader(AccountConfig.Claims names) {
    this.names = names;
  }

  /** {@code token} is the payload of a token whose signature, issuer and audience were verified. */
  Claims read(JsonObject token) {
    String subject = token.getString("sub");
    String username =
        Stream.of(names.username(), "upn", "email")
            .flatMap(name -> text(token, name).stream())
            .findFirst()
            .orElse(subject);
    return new Claims(
        token.getString("iss"),
        subject,
        Instant.ofEpochSecond(token.getLong("iat")),
        username,
        text(token, names.displayName()).orElse(username),
        email(token),
        groups(token),
        id(token, names.uid()),
        id(token, names.gid()));
  }

  private Optional<String> email(JsonObject token) {
    boolean denied = text(token, "email_verified").filter("false"::equalsIgnoreCase).isPresent();
    return denied
        ? Optional.empty()
        : text(token, names.email()).filter(address -> ADDRESS.matcher(address).matches());
  }

  private Optional<List<String>> groups(JsonObject token) {
    return value(token, names.groups())
        .map(
            value ->
                switch (value) {
                  case JsonArray array -> array.stream().map(Object::toString);
                  default -> Stream.of(value.toString().split("\\s+"));
                })
        .map(found -> found.map(ClaimReader::plain).filter(g -> !g.isEmpty()))
        .map(found -> found.sorted().distinct().toList());
  }

  /** Keycloak names groups by path, with a slash before the first. */
  private static String plain(String group) {
    return group.startsWith("/") ? group.substring(1) : group;
  }

  /** Ids below 1000 are the system's, and 65534 is nobody's: such a claim counts as none. */
  private static Optional<Integer> id(JsonObject token, String name) {
    return text(token, name)
        .filter(digits -> digits.matches("[0-9]{4,9}"))
        .map(Integer::valueOf)
        .filter(id -> id >= LOWEST_ID && id != NOBODY);
  }

  private static Optional<String> text(JsonObject token, String name) {
    return value(token, name)
        .map(value -> value instanceof JsonArray array ? first(array) : value)
        .map(Object::toString)
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  /** Some directories give every attribute as a list. */
  private static Object first(JsonArray array) {
    return array.isEmpty() ? "" : array.getValue(0);
  }

  private static Optional<Object> value(JsonObject token, String path) {
    Object value = token;
    for (String step : path.split("/")) {
      if (!(value instanceof JsonObject object)) {
        return Optional.empty();
      }
      value = object.getValue(step);
    }
    return Optional.ofNullable(value);
  }
}
