package dev.carrel.account;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The people of the demo realm, as their provider would describe them. */
final class DemoUsers {
  static final String ISSUER = "https://sign-in.example/realms/carrel";

  private static final Instant SIGNED_IN = Instant.parse("2026-11-23T09:00:00Z");
  private static final Map<String, Claims> ALL =
      Map.of(
          "alice", person("alice", "Alice Moreau", "students"),
          "bob", person("bob", "Bob Okafor", "students"),
          "carol", person("carol", "Carol Lindgren", "staff"),
          "olga", person("olga", "Olga Petrova", "carrel-admins"));

  private DemoUsers() {}

  static Claims claims(String name) {
    return Optional.ofNullable(ALL.get(name))
        .orElseThrow(() -> new IllegalArgumentException("no demo user is called " + name));
  }

  private static Claims person(String name, String displayName, String group) {
    return new Claims(
        ISSUER,
        "subject-of-" + name,
        SIGNED_IN,
        name,
        displayName,
        Optional.of(name + "@example.org"),
        Optional.of(List.of(group)),
        Optional.empty(),
        Optional.empty());
  }
}
