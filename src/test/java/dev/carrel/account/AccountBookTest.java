package dev.carrel.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AccountBookTest {
  private static final Instant MONDAY = Instant.parse("2026-11-23T09:00:00Z");
  private static final Instant TUESDAY = MONDAY.plusSeconds(86_400);

  @Inject AccountBook book;
  @Inject EntityManager entities;

  @Test
  void makesOneAccountOfAPersonWhoArrivesManyTimesAtOnce() throws Exception {
    try (var threads = Executors.newFixedThreadPool(8)) {
      var arrivals =
          IntStream.range(0, 16)
              .mapToObj(i -> threads.submit(() -> book.signIn(person("stampede").build())))
              .toList();
      var ids = new java.util.HashSet<Long>();
      for (var arrival : arrivals) {
        ids.add(arrival.get().id());
      }
      assertThat(ids).hasSize(1);
    }
  }

  @Test
  void givesPeopleOfOneNameDifferentNamesAndIds() throws Exception {
    try (var threads = Executors.newFixedThreadPool(4)) {
      var first = threads.submit(() -> book.signIn(person("twin-1").named("twin").build()));
      var second = threads.submit(() -> book.signIn(person("twin-2").named("twin").build()));
      assertThat(List.of(first.get().username(), second.get().username()))
          .containsExactlyInAnyOrder("twin", "twin-2");
      assertThat(first.get().uid()).isNotEqualTo(second.get().uid());
    }
  }

  @Test
  void keepsNameAndIdWhenTheClaimsChange() {
    Account before = book.signIn(person("steady").build());
    Account after =
        book.signIn(person("steady").named("renamed").at(TUESDAY).withUid(5_123).build());
    assertThat(after.username()).isEqualTo(before.username());
    assertThat(after.uid()).isEqualTo(before.uid());
  }

  @Test
  void takesGroupsAndSoTheRoleFromTheNewestClaims() {
    book.signIn(person("climber").in("students").build());
    assertThat(book.signIn(person("climber").in("carrel-admins").at(TUESDAY).build()).role())
        .isEqualTo(Role.ADMIN);
    assertThat(book.signIn(person("climber").in("students").build()).role())
        .as("an older session does not bring old groups back")
        .isEqualTo(Role.ADMIN);
    assertThat(
            book.signIn(person("climber").in("students").at(TUESDAY.plusSeconds(1)).build()).role())
        .isEqualTo(Role.MEMBER);
  }

  @Test
  void keepsTheGroupsWhereATokenNamesNone() {
    book.signIn(person("silent").in("staff").build());
    Account after = book.signIn(person("silent").withoutGroups().at(TUESDAY).build());
    assertThat(after.groups()).containsExactly("staff");
  }

  @Test
  void takesTheClaimedIdsAndRefusesThemToASecondPerson() {
    Account first = book.signIn(person("has-ids").withUid(4_711).build());
    assertThat(first.uid()).isEqualTo(4_711);
    assertThatThrownBy(() -> book.signIn(person("wants-ids").withUid(4_711).build()))
        .isInstanceOf(SignInRefused.class)
        .hasMessageContaining("4711");
  }

  @Test
  void neverGivesAnIdAgainEvenWhenTheAccountIsGone() {
    Account gone = book.signIn(person("leaver").build());
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                entities
                    .createNativeQuery("delete from account where id = ?1")
                    .setParameter(1, gone.id())
                    .executeUpdate());
    assertThat(book.signIn(person("newcomer").build()).uid()).isGreaterThan(gone.uid());
  }

  @Test
  void forgetsWhatItRememberedWhenAnotherReplicaChangesTheRow() {
    Account account = book.signIn(person("remote").in("students").build());
    assertThat(book.byId(account.id())).isPresent();
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              entities
                  .createNativeQuery("update account set display_name = 'New' where id = ?1")
                  .setParameter(1, account.id())
                  .executeUpdate();
              entities
                  .createNativeQuery("select 1 from (select pg_notify('carrel', ?1)) as sent")
                  .setParameter(1, "account " + account.id() + " " + account.id())
                  .getSingleResult();
            });
    await()
        .untilAsserted(
            () -> assertThat(book.byId(account.id())).map(Account::displayName).contains("New"));
  }

  private static Person person(String subject) {
    return new Person(subject, subject, MONDAY, Optional.of(List.of("students")), Optional.empty());
  }

  private record Person(
      String subject,
      String name,
      Instant at,
      Optional<List<String>> groups,
      Optional<Integer> uid) {
    Person named(String other) {
      return new Person(subject, other, at, groups, uid);
    }

    Person at(Instant time) {
      return new Person(subject, name, time, groups, uid);
    }

    Person in(String group) {
      return new Person(subject, name, at, Optional.of(List.of(group)), uid);
    }

    Person withoutGroups() {
      return new Person(subject, name, at, Optional.empty(), uid);
    }

    Person withUid(int id) {
      return new Person(subject, name, at, groups, Optional.of(id));
    }

    Claims build() {
      return new Claims(
          "https://issuer.example",
          subject,
          at,
          name,
          name,
          Optional.empty(),
          groups,
          uid,
          Optional.empty());
    }
  }
}
