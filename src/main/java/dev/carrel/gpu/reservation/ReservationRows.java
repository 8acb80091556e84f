package dev.carrel.gpu.reservation;

import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** The rows of reservations. Those that were cancelled stay, for the record. */
@ApplicationScoped
class ReservationRows implements PanacheRepository<ReservationRow> {

  List<ReservationRow> endingAfter(Instant time) {
    return list("cancelled is null and to > ?1 order by from, id", time);
  }

  /** Over, and not yet cleared up after. */
  List<ReservationRow> toClear(Instant now) {
    return list("cancelled is null and cleared is null and to <= ?1 order by to", now);
  }

  List<ReservationRow> toFetchFor(Instant startingBefore, Instant now) {
    return list(
        "cancelled is null and base is not null and baseReady is null and from <= ?1 and to > ?2"
            + " order by from",
        startingBefore,
        now);
  }
}
