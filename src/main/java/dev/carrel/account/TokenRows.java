package dev.carrel.account;

import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** The rows of tokens that are not revoked. */
@ApplicationScoped
class TokenRows implements PanacheRepository<TokenRow> {

  Optional<TokenRow> withHash(byte[] hash) {
    return find("hash = ?1 and revokedAt is null", hash).firstResultOptional();
  }

  Optional<TokenRow> ofAccount(long account, long id) {
    return find("id = ?1 and account = ?2 and revokedAt is null", id, account)
        .firstResultOptional();
  }

  List<TokenRow> ofAccount(long account) {
    return list("account = ?1 and revokedAt is null order by id desc", account);
  }

  boolean hasName(long account, String name) {
    return count("account = ?1 and name = ?2 and revokedAt is null", account, name) > 0;
  }
}
