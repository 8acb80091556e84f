package dev.carrel.notice;

import dev.carrel.account.Account;
import dev.carrel.account.RouteFixture;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Map;
import java.util.UUID;

/** Notices for tests, and one of alice's for the table of routes. */
@ApplicationScoped
class NoticeFixture implements RouteFixture {
  @Inject Notices notices;
  @Inject EntityManager entities;

  static Notice about(long account, String key) {
    return new Notice(
        account, "gpu-idle", "sweep stands idle", "Its GPU does nothing.", "/account", key);
  }

  boolean tell(Notice notice) {
    return QuarkusTransaction.requiringNew().call(() -> notices.tell(notice));
  }

  long id(Notice notice) {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                (Long)
                    entities
                        .createNativeQuery(
                            "select id from notice where account_id = ?1 and key = ?2", Long.class)
                        .setParameter(1, notice.account())
                        .setParameter(2, notice.key())
                        .getSingleResult());
  }

  @Override
  public Map<String, String> prepare(Account alice) {
    Notice notice = about(alice.id(), UUID.randomUUID().toString());
    tell(notice);
    return Map.of("notice", Long.toString(id(notice)));
  }
}
