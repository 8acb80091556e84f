package dev.carrel.build;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.carrel.account.Account;
import dev.carrel.account.AccountBook;
import dev.carrel.build.log.BuildAttempt;
import dev.carrel.catalogue.PinnedBase;
import dev.carrel.catalogue.Toolchain;
import dev.carrel.catalogue.Toolchain.Distribution;
import dev.carrel.catalogue.Toolchain.PackageManager;
import dev.carrel.engine.Engine;
import dev.carrel.recipe.Content;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Accounts with recipes that run any Dockerfile, each of its own so that tests do not meet. */
@ApplicationScoped
public class BuildFixture {
  static final String BUSYBOX = "carrel-test/busybox:1";

  @Inject EntityManager entities;
  @Inject AccountBook accounts;
  @Inject Engine engine;

  public Account account() {
    String name = "b" + UUID.randomUUID().toString().substring(0, 8);
    long id =
        number(
            """
            insert into account (issuer, subject, username, display_name, uid, gid, created_at, claims_at)
            values ('fixture', ?1, ?1, 'Some Builder', 2000000 + (random() * 1e6)::int, 30000, now(), now())
            returning id
            """,
            name);
    return accounts.byId(id).orElseThrow();
  }

  /** The account of a demo user, who signs in by a request. */
  Account demo(RequestSpecification as) {
    String name = as.get("/api/v1/me").jsonPath().getString("username");
    long id = number("select id from account where username = ?1", name);
    return accounts.byId(id).orElseThrow();
  }

  /** A recipe whose Dockerfile has these lines after {@code FROM}; gives the revision's id. */
  public long recipe(Account account, String name, String... lines) {
    return recipeOn(BUSYBOX, account, name, lines);
  }

  public long recipeOn(String base, Account account, String name, String... lines) {
    String dockerfile = "FROM " + base + "\n" + String.join("\n", lines) + "\n";
    long recipe =
        number(
            "insert into recipe (account_id, name, latest, created, changed) values (?1, ?2, 1, now(), now()) returning id",
            account.id(),
            name);
    return number(
        """
        insert into recipe_revision (recipe_id, number, digest, content, dockerfile, requirements, created)
        values (?1, 1, ?2, ?3, ?4, '', now()) returning id
        """,
        recipe,
        digest(dockerfile),
        content(base),
        dockerfile);
  }

  /** A build that some runner elsewhere has, for as long as a test takes. */
  public BuildAttempt running() {
    Account owner = account();
    long revision = recipe(owner, "running", unique());
    long build =
        number(
            """
            insert into build (account_id, revision_id, recipe, revision, digest, status, requested, started,
                               attempt, runner, lease_until)
            select ?1, v.id, 'running', 1, v.digest, 'running', now(), now(), 1, 'test', now() + interval '1 hour'
            from recipe_revision v where v.id = ?2 returning id""",
            owner.id(),
            revision);
    return new BuildAttempt(build, 1, owner.id());
  }

  public void end(BuildAttempt attempt) {
    change(
        "update build set status = 'cancelled', runner = null, lease_until = null, finished = now() where id = ?1",
        attempt.build());
  }

  /** What makes a content of its own of the same lines. */
  public static String unique() {
    return "WORKDIR /" + UUID.randomUUID();
  }

  static String digest(String text) {
    try {
      return "sha256:"
          + HexFormat.of()
              .formatHex(
                  MessageDigest.getInstance("SHA-256")
                      .digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As a bootstrapped base is pinned: by the image's id. */
  private String content(String base) {
    String id = engine.images().find(base).orElseThrow().id();
    var content =
        new Content(
            new PinnedBase("busybox", base, id, base),
            new Toolchain(
                Optional.empty(),
                false,
                List.of(),
                false,
                PackageManager.NONE,
                Distribution.OTHER,
                Optional.empty()),
            List.of(),
            List.of(),
            new TreeMap<>(),
            List.of());
    try {
      return JsonMapper.builder().addModule(new Jdk8Module()).build().writeValueAsString(content);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  long number(String sql, Object... parameters) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              var query = entities.createNativeQuery(sql, Long.class);
              for (int i = 0; i < parameters.length; i++) {
                query.setParameter(i + 1, parameters[i]);
              }
              return ((Number) query.getSingleResult()).longValue();
            });
  }

  void change(String sql, Object... parameters) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              var query = entities.createNativeQuery(sql);
              for (int i = 0; i < parameters.length; i++) {
                query.setParameter(i + 1, parameters[i]);
              }
              query.executeUpdate();
            });
  }
}
