package dev.carrel.retirement;

import dev.carrel.account.AccountBook;
import dev.carrel.environment.EnvironmentBook;
import dev.carrel.environment.EnvironmentView;
import dev.carrel.environment.Status;
import dev.carrel.gpu.reservation.Clash;
import dev.carrel.gpu.reservation.Eviction;
import dev.carrel.gpu.reservation.Relief;
import dev.carrel.gpu.reservation.Reservation;
import dev.carrel.gpu.reservation.Reservations;
import dev.carrel.notice.Notice;
import dev.carrel.notice.Notices;
import dev.carrel.web.Times;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jboss.logging.Logger;

/**
 * Makes room for classes and clears up after them. Whoever has a GPU that a class will need is told
 * hours before, once, and keeps it until then; what the class ran is retired when it is over.
 */
@ApplicationScoped
class ClassWatch {
  private static final Logger LOG = Logger.getLogger(ClassWatch.class);

  private final Reservations reservations;
  private final EnvironmentBook book;
  private final AccountBook accounts;
  private final Notices notices;

  @Inject
  ClassWatch(
      Reservations reservations, EnvironmentBook book, AccountBook accounts, Notices notices) {
    this.reservations = reservations;
    this.book = book;
    this.accounts = accounts;
    this.notices = notices;
  }

  @Scheduled(
      every = "30s",
      delayed = "15s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    reservations
        .evictions()
        .forEach(one -> QuarkusTransaction.requiringNew().run(() -> makeRoom(one)));
    reservations
        .reliefs()
        .forEach(one -> QuarkusTransaction.requiringNew().run(() -> giveBack(one)));
    reservations.over().forEach(one -> QuarkusTransaction.requiringNew().run(() -> clearUp(one)));
  }

  /** Notice and new end are one step: nobody's end is moved without being told. */
  private void makeRoom(Eviction eviction) {
    Clash clash = eviction.clash();
    if (book.byId(clash.environment()).flatMap(EnvironmentView::expires).isEmpty()
        || !reservations.tell(eviction)) {
      return;
    }
    if (book.endBy(clash.environment(), clash.cut())) {
      LOG.infof(
          "Environment %d ends at %s for reservation %d (%s)",
          clash.environment(),
          clash.cut(),
          eviction.reservation().id(),
          eviction.reservation().title());
      notices.tell(notice(eviction.reservation(), clash));
    }
  }

  private static Notice notice(Reservation reservation, Clash clash) {
    return new Notice(
        clash.account(),
        "gpu-reserved",
        "%s ends sooner: its GPU is reserved".formatted(clash.name()),
        ("A class (%s) needs the GPU of %s from %s. Until %s it is yours; then %s is stopped."
                + " Nothing in it is lost, and you can start it again: it queues for another GPU.")
            .formatted(
                reservation.title(),
                clash.name(),
                Times.exact(reservation.from()),
                Times.exact(clash.cut()),
                clash.name()),
        "/environments/" + clash.name(),
        "gpu-reserved-%d-%d".formatted(reservation.id(), clash.lease()));
  }

  private void giveBack(Relief relief) {
    reservations.relieved(relief);
    if (book.runUntil(relief.environment(), relief.until())) {
      notices.tell(
          new Notice(
              relief.account(),
              "gpu-reserved",
              "%s keeps its GPU after all".formatted(relief.name()),
              "The class that needed the GPU of %s (%s) was cancelled. It is yours until %s."
                  .formatted(relief.name(), relief.title(), Times.exact(relief.until())),
              "/environments/" + relief.name(),
              "gpu-returned-%d-%d"
                  .formatted(relief.environment(), relief.until().getEpochSecond())));
    }
  }

  private void clearUp(Reservation reservation) {
    if (reservation.retire()) {
      reservations.guests(reservation.id()).stream()
          .flatMap(id -> book.byId(id).stream())
          .filter(view -> view.status() != Status.RETIRED && !view.retiring())
          .forEach(view -> retire(reservation, view));
    }
    reservations.cleared(reservation.id());
  }

  private void retire(Reservation reservation, EnvironmentView view) {
    accounts
        .byId(view.account())
        .ifPresent(
            account -> {
              book.retire(account, view.name());
              notices.tell(
                  new Notice(
                      view.account(),
                      "class-over",
                      "%s was retired: its class is over".formatted(view.name()),
                      "%s belonged to %s, which has ended. Your files are in the workspace %s."
                          .formatted(view.name(), reservation.title(), view.workspace()),
                      "/workspaces",
                      "class-over-%d-%d".formatted(reservation.id(), view.id())));
            });
  }
}
