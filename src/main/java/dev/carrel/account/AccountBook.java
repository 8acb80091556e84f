package dev.carrel.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.carrel.database.Signal;
import dev.carrel.database.Signals;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Knows who has an account, and makes one at the first sign-in. */
@ApplicationScoped
public class AccountBook {
  static final String TOPIC = "account";

  private static final Logger LOG = Logger.getLogger(AccountBook.class);

  /** Any constant will do, as long as nothing else in this database takes the same lock. */
  private static final long FIRST_SIGN_IN_LOCK = 0x6361_7272_656cL;

  private static final Duration REMEMBERED = Duration.ofSeconds(30);
  private static final int MOST_REMEMBERED = 20_000;

  private final Accounts accounts;
  private final PosixIds posixIds;
  private final Roles roles;
  private final Signals signals;
  private final EntityManager entities;
  private final Clock clock;
  private final Cache<Identity, Known> byIdentity;
  private final Cache<Long, Account> byId;

  private record Identity(String issuer, String subject) {}

  private record Known(Account account, Instant claimsAt) {}

  @Inject
  AccountBook(
      Accounts accounts,
      PosixIds posixIds,
      Roles roles,
      Signals signals,
      EntityManager entities,
      Clock clock) {
    this.accounts = accounts;
    this.posixIds = posixIds;
    this.roles = roles;
    this.signals = signals;
    this.entities = entities;
    this.clock = clock;
    this.byIdentity =
        Caffeine.newBuilder().expireAfterWrite(REMEMBERED).maximumSize(MOST_REMEMBERED).build();
    this.byId =
        Caffeine.newBuilder().expireAfterWrite(REMEMBERED).maximumSize(MOST_REMEMBERED).build();
  }

  public Optional<Account> byId(long id) {
    return Optional.ofNullable(byId.getIfPresent(id)).or(() -> read(id));
  }

  /** Where the person can be written to, as far as the provider ever said. */
  public Optional<String> email(long id) {
    return QuarkusTransaction.joiningExisting()
        .call(() -> accounts.findByIdOptional(id).flatMap(AccountRow::email));
  }

  /** What is known of the person without asking the database; empty where the claims are news. */
  Optional<Account> remembered(Claims claims) {
    return Optional.ofNullable(
            byIdentity.getIfPresent(new Identity(claims.issuer(), claims.subject())))
        .filter(known -> !claims.at().isAfter(known.claimsAt()))
        .map(Known::account);
  }

  /**
   * The account of the person of whom the provider vouches; made where there is none yet, brought
   * up to date where the claims are newer than what is held.
   *
   * @throws SignInRefused when no account can be made
   */
  Account signIn(Claims claims) {
    Known known = QuarkusTransaction.joiningExisting().call(() -> findOrCreate(claims));
    byIdentity.put(new Identity(claims.issuer(), claims.subject()), known);
    byId.put(known.account().id(), known.account());
    return known.account();
  }

  void forget(@ObservesAsync Signal signal) {
    if (signal.isGap() || signal.topic().equals(TOPIC)) {
      byIdentity
          .asMap()
          .values()
          .removeIf(known -> signal.isGap() || known.account().id() == signal.id());
      byId.asMap().values().removeIf(account -> signal.isGap() || account.id() == signal.id());
    }
  }

  private Optional<Account> read(long id) {
    Optional<Account> account =
        QuarkusTransaction.joiningExisting()
            .call(() -> accounts.findByIdOptional(id).map(row -> row.toAccount(roles)));
    account.ifPresent(found -> byId.put(id, found));
    return account;
  }

  private Known findOrCreate(Claims claims) {
    AccountRow row =
        accounts
            .withIdentity(claims.issuer(), claims.subject())
            .map(found -> updated(found, claims))
            .orElseGet(() -> created(claims));
    return new Known(row.toAccount(roles), row.claimsAt());
  }

  private AccountRow updated(AccountRow row, Claims claims) {
    if (row.update(claims)) {
      signals.raise(new Signal(TOPIC, row.id(), row.id()));
    }
    return row;
  }

  private AccountRow created(Claims claims) {
    // One first sign-in at a time, over all replicas: a person's two tabs make one account, and
    // two people of one name get two names.
    entities
        .createNativeQuery("select 1 from (select pg_advisory_xact_lock(?1)) as taken")
        .setParameter(1, FIRST_SIGN_IN_LOCK)
        .getSingleResult();
    return accounts.withIdentity(claims.issuer(), claims.subject()).orElseGet(() -> insert(claims));
  }

  private AccountRow insert(Claims claims) {
    Instant now = clock.instant();
    int uid = claims.uid().map(claimed -> taken(claimed, now)).orElseGet(() -> posixIds.next(now));
    String username = UserName.from(claims.username(), accounts::hasName);
    var row = new AccountRow(claims, username, uid, claims.gid().orElse(uid), now);
    accounts.persist(row);
    LOG.infof(
        "Made account %s, uid %d, for %s at %s", username, uid, claims.username(), claims.issuer());
    return row;
  }

  private int taken(int claimed, Instant now) {
    if (!posixIds.take(claimed, now)) {
      throw new SignInRefused(
          "Your sign-in says that your user id is "
              + claimed
              + ", which already belongs to another account here. Sharing it would open that"
              + " person's files to you and yours to them, so no account was made. An"
              + " administrator has to settle which of the two is right.");
    }
    return claimed;
  }
}
