package dev.carrel.environment;

import dev.carrel.account.Account;
import dev.carrel.account.AccountBook;
import dev.carrel.engine.BuildEvent;
import dev.carrel.engine.BuildSpec;
import dev.carrel.engine.Engine;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.RestAssured;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/** Accounts with images to launch from, each of its own so that tests do not meet. */
@ApplicationScoped
public class LaunchFixture {
  static final String BASE = "carrel-test/busybox:1";

  private static final String CONTENT =
      """
      {"base":{"slug":"tiny","reference":"%1$s","digest":"sha256:%2$s","from":"%1$s"},
       "tools":{"python":null,"pip":false,"bootstrap":[],"breakSystemPackages":false,"packages":"NONE",
                "distribution":"OTHER","suite":null},
       "python":[],"system":[],"environment":{},"apps":[]}
      """
          .formatted(BASE, "a".repeat(64));

  @Inject EntityManager entities;
  @Inject AccountBook accounts;
  @Inject Engine engine;

  /** With the limits that Carrel ships: 3 environments, 4 CPUs, 8 GiB, 72 hours. */
  public Account account() {
    String name = "u" + UUID.randomUUID().toString().substring(0, 8);
    long id =
        QuarkusTransaction.requiringNew()
            .call(
                () ->
                    number(
                        """
                        insert into account (issuer, subject, username, display_name, uid, gid, created_at, claims_at)
                        values ('fixture', ?1, ?1, 'Some: Body', 30000 + (random() * 1e6)::int, 30000, now(), now())
                        returning id
                        """,
                        name));
    return accounts.byId(id).orElseThrow();
  }

  /** One of the demo users, who has signed in. */
  public Account demo(String name) {
    RestAssured.given().header("X-Test-User", name).get("/environments").then().statusCode(200);
    long id =
        QuarkusTransaction.requiringNew()
            .call(() -> number("select id from account where username = ?1", name));
    return accounts.byId(id).orElseThrow();
  }

  /** An image {@code carrel-<user>/<recipe>:1} that the engine holds. */
  public String image(Account account, String recipe) {
    return image(account, recipe, BASE);
  }

  String image(Account account, String recipe, String base) {
    String reference = "carrel-%s/%s:1".formatted(account.username(), recipe);
    String engineId = build(reference, base);
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              long recipeId =
                  number(
                      "insert into recipe (account_id, name, latest, created, changed, deleted) values (?1, ?2, 1, now(), now(), now()) returning id",
                      account.id(),
                      recipe);
              long revision =
                  number(
                      """
                      insert into recipe_revision (recipe_id, number, digest, content, dockerfile, requirements, created)
                      values (?1, 1, 'sha256:' || repeat('a', 64), ?2, '', '', now()) returning id
                      """,
                      recipeId,
                      CONTENT);
              number(
                  """
                  insert into image (account_id, revision_id, recipe, revision, digest, reference, engine_id, size, built)
                  values (?1, ?2, ?3, 1, 'sha256:' || repeat('a', 64), ?4, ?5, 1000, now()) returning id
                  """,
                  account.id(),
                  revision,
                  recipe,
                  reference,
                  engineId);
            });
    return reference;
  }

  /** Makes the image in the engine and gives its id there. */
  private String build(String reference, String base) {
    AtomicReference<String> id = new AtomicReference<>();
    Map<String, byte[]> context =
        Map.of(
            "Dockerfile",
            "FROM %s\nLABEL title=%s\n"
                .formatted(base, reference.replaceAll("\\W", "-"))
                .getBytes(StandardCharsets.UTF_8));
    try (var build =
        engine
            .builder()
            .build(
                BuildSpec.of(base, context, "fixture").withTags(java.util.List.of(reference)),
                event -> {
                  if (event instanceof BuildEvent.Finished finished) {
                    id.set(finished.imageId());
                  } else if (event instanceof BuildEvent.Broken broken) {
                    id.set(broken.message());
                  }
                })) {
      build.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return id.get();
  }

  private long number(String sql, Object... parameters) {
    var query = entities.createNativeQuery(sql, Long.class);
    for (int i = 0; i < parameters.length; i++) {
      query.setParameter(i + 1, parameters[i]);
    }
    return ((Number) query.getSingleResult()).longValue();
  }
}
