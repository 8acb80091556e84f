package dev.carrel.account;

import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The rows of accounts. */
@ApplicationScoped
class Accounts implements PanacheRepository<AccountRow> {

  Optional<AccountRow> withIdentity(String issuer, String subject) {
    return find("issuer = ?1 and subject = ?2", issuer, subject).firstResultOptional();
  }

  boolean hasName(String username) {
    return count("username", username) > 0;
  }
}
