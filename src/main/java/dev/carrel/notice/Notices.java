package dev.carrel.notice;

import dev.carrel.database.Signal;
import dev.carrel.database.Signals;
import dev.carrel.web.Page;
import dev.carrel.web.PageRequest;
import dev.carrel.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Tells accounts what they must hear of, and remembers what they have read. */
@ApplicationScoped
public class Notices {
  /** Topic of the signals about notices. */
  public static final String TOPIC = "notice";

  private final NoticeRows rows;
  private final EntityManager entities;
  private final Mails mails;
  private final NoticeConfig config;
  private final Signals signals;
  private final Clock clock;

  @Inject
  Notices(
      NoticeRows rows,
      EntityManager entities,
      Mails mails,
      NoticeConfig config,
      Signals signals,
      Clock clock) {
    this.rows = rows;
    this.entities = entities;
    this.mails = mails;
    this.config = config;
    this.signals = signals;
    this.clock = clock;
  }

  /**
   * Tells it if the caller's transaction commits. Only rows are written: mails and webhooks leave
   * later, by themselves, and nobody waits for them.
   *
   * @return false if the account has been told before
   */
  @Transactional(TxType.MANDATORY)
  public boolean tell(Notice notice) {
    Instant now = clock.instant();
    List<?> told =
        entities
            .createNativeQuery(
                """
                with told as (
                  insert into notice (account_id, kind, title, text, link, key, told_at)
                  values (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                  on conflict (account_id, key) do nothing
                  returning id),
                leaving as (
                  insert into notice_delivery (notice_id, way, due_at)
                  select told.id, way, ?7 from told, unnest(string_to_array(?8, ',')) as way)
                select id from told""",
                Long.class)
            .setParameter(1, notice.account())
            .setParameter(2, notice.kind())
            .setParameter(3, notice.title())
            .setParameter(4, notice.text())
            .setParameter(5, notice.link())
            .setParameter(6, notice.key())
            .setParameter(7, now)
            .setParameter(8, String.join(",", ways(notice.account())))
            .getResultList();
    if (!told.isEmpty()) {
      signals.raise(new Signal(TOPIC, (Long) told.getFirst(), notice.account()));
    }
    return !told.isEmpty();
  }

  /** How many the account has not read. */
  @Transactional
  public long unread(long account) {
    return rows.unread(account);
  }

  /** Newest first. */
  @Transactional
  public Page<Told> list(long account, PageRequest request) {
    return Page.of(rows.of(account, request), request, NoticeRow::id, NoticeRow::view);
  }

  /**
   * @throws Problem 404 if there is none, or it is another account's
   */
  @Transactional
  Told read(long account, long id) {
    NoticeRow row =
        rows.of(account, id)
            .orElseThrow(() -> Problem.notFound("There is no such notice of yours."));
    row.read(clock.instant());
    signals.raise(new Signal(TOPIC, id, account));
    return row.view();
  }

  @Transactional
  void readAll(long account) {
    if (rows.readAll(account, clock.instant()) > 0) {
      signals.raise(new Signal(TOPIC, 0, account));
    }
  }

  /** By which a notice for the account leaves the portal. */
  private List<String> ways(long account) {
    List<String> ways = new ArrayList<>();
    if (mails.to(account).isPresent()) {
      ways.add(Way.MAIL.name());
    }
    if (config.webhook().url().isPresent()) {
      ways.add(Way.WEBHOOK.name());
    }
    return ways;
  }
}
