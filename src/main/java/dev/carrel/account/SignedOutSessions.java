package dev.carrel.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.carrel.database.Signal;
import dev.carrel.database.Signals;
import dev.carrel.database.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers which sessions have ended, on every replica and over restarts, and tells whoever keeps
 * something open for them.
 */
@ApplicationScoped
class SignedOutSessions {
  private static final String TOPIC = "signed-out";

  /** No provider's session lives longer; what it renews after an end it does not renew for us. */
  private static final Duration KEPT = Duration.ofDays(30);

  private record Sid(String issuer, String sid) {}

  private record Person(String issuer, String subject) {}

  private record Ended(Optional<Sid> sid, Optional<Person> person, long account, Instant at) {}

  @Inject EntityManager entities;
  @Inject Signals signals;
  @Inject Clock clock;
  @Inject Event<SignedOut> events;

  /** Who opened something on this replica: some providers name the session alone when it ends. */
  private final Cache<Sid, Long> seen =
      Caffeine.newBuilder().expireAfterWrite(Duration.ofDays(1)).maximumSize(50_000).build();

  private final Map<Sid, Instant> sids = new ConcurrentHashMap<>();
  private final Map<Person, Instant> people = new ConcurrentHashMap<>();

  boolean contains(Session session) {
    Instant everything = people.get(new Person(session.issuer(), session.subject()));
    return sids.containsKey(new Sid(session.issuer(), session.sid()))
        || everything != null && !session.began().isAfter(everything);
  }

  void seen(Session session, long account) {
    seen.put(new Sid(session.issuer(), session.sid()), account);
  }

  /**
   * Ends one session, or where {@code sid} is absent all that the person has.
   *
   * @param account 0 where nobody has signed in here by that identity
   * @param at up to when sessions that began count, where {@code sid} is absent
   */
  void end(
      String issuer, Optional<String> sid, Optional<String> subject, long account, Instant at) {
    QuarkusTransaction.joiningExisting()
        .run(
            () -> {
              entities
                  .createNativeQuery("delete from signed_out where at < ?1")
                  .setParameter(1, clock.instant().minus(KEPT))
                  .executeUpdate();
              long id =
                  ((Number)
                          entities
                              .createNativeQuery(
                                  """
                                  insert into signed_out (issuer, sid, subject, account, at)
                                  values (?1, ?2, ?3, nullif(?4, 0), ?5) returning id""")
                              .setParameter(1, issuer)
                              .setParameter(2, sid.orElse(null))
                              .setParameter(3, subject.orElse(null))
                              .setParameter(4, account)
                              .setParameter(5, at)
                              .getSingleResult())
                      .longValue();
              signals.raise(new Signal(TOPIC, id, account));
            });
  }

  void load(@Observes StartupEvent start) {
    read(0).forEach(this::remember);
  }

  void on(@ObservesAsync Signal signal) {
    if (signal.isGap()) {
      read(0).forEach(this::remember);
    } else if (signal.topic().equals(TOPIC)) {
      for (Ended ended : read(signal.id())) {
        remember(ended);
        tell(ended);
      }
    }
  }

  /** For observers of either kind. */
  private void tell(Ended ended) {
    long account =
        ended.account() != 0 ? ended.account() : ended.sid().map(seen::getIfPresent).orElse(0L);
    if (account != 0) {
      events.fire(new SignedOut(account));
      events.fireAsync(new SignedOut(account));
    }
  }

  private void remember(Ended ended) {
    Instant forgotten = clock.instant().minus(KEPT);
    sids.values().removeIf(forgotten::isAfter);
    people.values().removeIf(forgotten::isAfter);
    ended
        .sid()
        .ifPresentOrElse(
            sid -> sids.put(sid, ended.at()),
            () -> ended.person().ifPresent(person -> people.put(person, ended.at())));
  }

  /** One row, or all that count for 0. */
  private List<Ended> read(long id) {
    return QuarkusTransaction.joiningExisting()
        .call(
            () ->
                Sql.query(
                        entities,
                        """
                        select issuer, sid, subject, coalesce(account, 0), at from signed_out
                        where id = ?1 or ?1 = 0 and at > ?2""",
                        Object[].class)
                    .setParameter(1, id)
                    .setParameter(2, clock.instant().minus(KEPT))
                    .getResultList())
        .stream()
        .map(row -> ended((Object[]) row))
        .toList();
  }

  private static Ended ended(Object[] row) {
    String issuer = (String) row[0];
    return new Ended(
        Optional.ofNullable((String) row[1]).map(sid -> new Sid(issuer, sid)),
        Optional.ofNullable((String) row[2]).map(subject -> new Person(issuer, subject)),
        ((Number) row[3]).longValue(),
        (Instant) row[4]);
  }
}
