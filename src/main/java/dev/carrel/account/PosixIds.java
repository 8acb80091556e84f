package dev.carrel.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;

/** Gives numeric user ids, each once and for ever: files outlive the accounts that owned them. */
@ApplicationScoped
class PosixIds {
  private final EntityManager entities;
  private final AccountConfig.Uids range;

  @Inject
  PosixIds(EntityManager entities, AccountConfig config) {
    this.entities = entities;
    this.range = config.uids();
  }

  /** Takes the id that the provider claims; false where somebody else has it. */
  boolean take(int uid, Instant now) {
    return entities
            .createNativeQuery(
                "insert into posix_id (uid, given_at) values (?1, ?2) on conflict do nothing")
            .setParameter(1, uid)
            .setParameter(2, now)
            .executeUpdate()
        == 1;
  }

  /**
   * The next id of the configured range.
   *
   * @throws SignInRefused when the range is used up
   */
  int next(Instant now) {
    for (int uid = highest() + 1; uid <= range.to(); uid++) {
      if (take(uid, now)) {
        return uid;
      }
    }
    throw new SignInRefused(
        "All user ids from "
            + range.from()
            + " to "
            + range.to()
            + " have been given. An administrator has to raise carrel.account.uids.to; then sign"
            + " in again.");
  }

  private int highest() {
    return ((Number)
            entities
                .createNativeQuery(
                    "select coalesce(max(uid), ?1) from posix_id where uid between ?2 and ?3")
                .setParameter(1, range.from() - 1)
                .setParameter(2, range.from())
                .setParameter(3, range.to())
                .getSingleResult())
        .intValue();
  }
}
