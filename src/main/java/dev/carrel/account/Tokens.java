package dev.carrel.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.carrel.database.Signal;
import dev.carrel.database.Signals;
import dev.carrel.web.Problem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Personal access tokens: made, listed, checked, revoked. */
@ApplicationScoped
class Tokens {
  private static final Logger LOG = Logger.getLogger(Tokens.class);
  private static final String TOPIC = "token";
  private static final int MOST_PER_ACCOUNT = 50;
  private static final Duration REMEMBERED = Duration.ofSeconds(10);
  private static final Duration USE_IS_EXACT_TO = Duration.ofMinutes(1);

  @Inject TokenRows rows;
  @Inject Accounts accounts;
  @Inject AccountBook book;
  @Inject Signals signals;
  @Inject Clock clock;
  @Inject AccountConfig config;
  @Inject Event<SignedOut> events;

  private final SecureRandom random = new SecureRandom();
  private final Cache<String, Known> known =
      Caffeine.newBuilder().expireAfterWrite(REMEMBERED).maximumSize(10_000).build();

  private record Known(Token token, Account account) {}

  /** A new token, and the only moment at which its secret can be seen. */
  record Created(Token token, TokenSecret secret) {}

  Created create(Account account, String name, Duration life) {
    String trimmed = name == null ? "" : name.strip();
    if (trimmed.isEmpty() || trimmed.length() > 80) {
      throw Problem.invalid("name", "Give the token a name of 1 to 80 characters.");
    }
    long longest = config.tokens().maxLife().toDays();
    if (life.isNegative() || life.isZero() || life.compareTo(config.tokens().maxLife()) > 0) {
      throw Problem.invalid("days", "A token here lives for 1 to " + longest + " days.");
    }
    return QuarkusTransaction.joiningExisting().call(() -> insert(account, trimmed, life));
  }

  List<Token> list(Account account) {
    Instant now = clock.instant();
    return rows.ofAccount(account.id()).stream().map(row -> row.toToken(now)).toList();
  }

  /** Ends the token at once, and whatever is open in the account's name. */
  void revoke(Account account, long id) {
    QuarkusTransaction.joiningExisting()
        .run(
            () -> {
              TokenRow row =
                  rows.ofAccount(account.id(), id)
                      .orElseThrow(() -> Problem.notFound("There is no such token of yours."));
              row.revoke(clock.instant());
              LOG.infof("%s revoked token %d", account.username(), id);
              signals.raise(new Signal(TOPIC, id, account.id()));
            });
  }

  /** The account without asking the database, where the token was seen a moment ago. */
  Optional<Account> remembered(TokenSecret secret) {
    return Optional.ofNullable(known.getIfPresent(secret.hexHash()))
        .filter(found -> found.token().expires().isAfter(clock.instant()))
        .map(Known::account);
  }

  /** The account in whose name the token speaks; empty for one that is unknown or over. */
  Optional<Account> accountOf(TokenSecret secret) {
    return QuarkusTransaction.joiningExisting()
        .call(() -> rows.withHash(secret.hash()).flatMap(row -> use(row, secret)));
  }

  void on(@ObservesAsync Signal signal) {
    if (signal.isGap()) {
      known.invalidateAll();
    } else if (signal.topic().equals(TOPIC)) {
      known.asMap().values().removeIf(found -> found.token().id() == signal.id());
      events.fire(new SignedOut(signal.account()));
      events.fireAsync(new SignedOut(signal.account()));
    } else if (signal.topic().equals(AccountBook.TOPIC)) {
      known.asMap().values().removeIf(found -> found.account().id() == signal.id());
    }
  }

  private Created insert(Account account, String name, Duration life) {
    // The same form sent twice is answered twice with words, not once with a broken constraint.
    accounts.findById(account.id(), LockModeType.PESSIMISTIC_WRITE);
    if (rows.hasName(account.id(), name)) {
      throw Problem.invalid(
          "name", "You have a token of that name. Choose another, or revoke that one first.");
    }
    if (rows.ofAccount(account.id()).size() >= MOST_PER_ACCOUNT) {
      throw Problem.tooMany(
          "You have " + MOST_PER_ACCOUNT + " tokens, which is the most. Revoke one first.");
    }
    Instant now = clock.instant();
    TokenSecret secret = TokenSecret.random(random);
    var row = new TokenRow(account.id(), name, secret, now, now.plus(life));
    rows.persist(row);
    LOG.infof("%s made token %d, which ends at %s", account.username(), row.id(), now.plus(life));
    return new Created(row.toToken(now), secret);
  }

  private Optional<Account> use(TokenRow row, TokenSecret secret) {
    Instant now = clock.instant();
    Token token = row.toToken(now);
    if (token.expired()) {
      return Optional.empty();
    }
    if (token.lastUsed() == null || token.lastUsed().plus(USE_IS_EXACT_TO).isBefore(now)) {
      row.used(now);
    }
    Optional<Account> account = book.byId(row.account());
    account.ifPresent(found -> known.put(secret.hexHash(), new Known(token, found)));
    return account;
  }
}
