package dev.carrel.notice;

import dev.carrel.web.PageRequest;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rows of notices. */
@ApplicationScoped
class NoticeRows implements PanacheRepository<NoticeRow> {

  /** One more than asked for, where there are as many; newest first. */
  List<NoticeRow> of(long account, PageRequest request) {
    return find("account = ?1 and id < ?2 order by id desc", account, request.before())
        .page(Page.ofSize(request.limit() + 1))
        .list();
  }

  Optional<NoticeRow> of(long account, long id) {
    return find("account = ?1 and id = ?2", account, id).firstResultOptional();
  }

  long unread(long account) {
    return count("account = ?1 and read is null", account);
  }

  int readAll(long account, Instant now) {
    return update("read = ?1 where account = ?2 and read is null", now, account);
  }

  int forget(Instant readBefore, Instant toldBefore) {
    return (int) delete("read < ?1 or told < ?2", readBefore, toldBefore);
  }
}
