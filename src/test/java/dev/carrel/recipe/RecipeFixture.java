package dev.carrel.recipe;

import dev.carrel.account.Account;
import dev.carrel.account.RouteFixture;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A recipe and a draft of alice's. */
@ApplicationScoped
class RecipeFixture implements RouteFixture {
  @Inject RecipeEditor editor;
  @Inject Drafting drafting;

  @Override
  public Map<String, String> prepare(Account alice) {
    String name = "r" + UUID.randomUUID().toString().substring(0, 8);
    String other = name + "-2";
    Content content = Contents.slim(List.of("numpy==2.4.6"), List.of("git"), Map.of());
    QuarkusTransaction.requiringNew().run(() -> editor.begin(alice.id(), name, content));
    QuarkusTransaction.requiringNew().run(() -> editor.begin(alice.id(), other, content));
    return Map.of(
        "recipe",
        name,
        "other-recipe",
        other,
        "draft",
        Long.toString(drafting.start(alice.id(), UUID.randomUUID()).id()));
  }
}
