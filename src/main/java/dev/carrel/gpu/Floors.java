package dev.carrel.gpu;

import dev.carrel.account.Account;
import dev.carrel.account.GpuLimits;
import dev.carrel.gpu.plan.Floor;
import dev.carrel.gpu.plan.Holder;
import dev.carrel.gpu.plan.Planner;
import dev.carrel.gpu.plan.Rules;
import dev.carrel.gpu.plan.Waiting;
import dev.carrel.gpu.reservation.Reservations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the rows that a decision is made of: a few statements, however many wait. */
@ApplicationScoped
class Floors {
  private final Inventory inventory;
  private final Requests requests;
  private final Leases leases;
  private final PastLeases past;
  private final Reservations reservations;
  private final QueueConfig config;

  @Inject
  Floors(
      Inventory inventory,
      Requests requests,
      Leases leases,
      PastLeases past,
      Reservations reservations,
      QueueConfig config) {
    this.inventory = inventory;
    this.requests = requests;
    this.leases = leases;
    this.past = past;
    this.reservations = reservations;
    this.config = config;
  }

  /**
   * @param behind those that wait for what their account itself holds or is about to get
   * @param unready those that could not start yet
   * @param away those whose turn passed, and whose owner has not been there since
   */
  record Reading(
      Floor floor, List<RequestRow> behind, List<RequestRow> unready, List<RequestRow> away) {

    boolean nobodyWaits() {
      return floor.waiting().isEmpty();
    }
  }

  Reading read(Instant now) {
    List<RequestRow> live = requests.live();
    List<Waiting> waiting = new ArrayList<>();
    List<RequestRow> behind = new ArrayList<>();
    List<RequestRow> unready = new ArrayList<>();
    List<RequestRow> away = new ArrayList<>();
    Map<Long, Integer> own = ownDevices(live);
    for (RequestRow row : live) {
      if (row.status() != RequestRow.Status.WAITING) {
        continue;
      }
      if (row.isAway()) {
        away.add(row);
      } else if (!row.isReady()) {
        unready.add(row);
      } else if (own.merge(row.account(), row.wish().count(), Integer::sum) > row.most()) {
        own.merge(row.account(), -row.wish().count(), Integer::sum);
        behind.add(row);
      } else {
        waiting.add(waiting(row));
      }
    }
    Floor floor =
        waiting.isEmpty()
            ? new Floor(List.of(), List.of(), List.of(), List.of(), List.of(), rules())
            : floor(live, waiting, now);
    return new Reading(floor, behind, unready, away);
  }

  /** Whether one that came now would get nothing yet. */
  boolean wouldWait(
      Account account, GpuLimits limits, GpuRequest wish, BigDecimal hours, Instant now) {
    List<RequestRow> live = requests.live();
    var row = new RequestRow(0, account, "", wish, hours, limits, now);
    List<Waiting> waiting =
        Stream.concat(
                live.stream()
                    .filter(r -> r.status() == RequestRow.Status.WAITING)
                    .filter(r -> r.isReady() && !r.isAway()),
                Stream.of(row))
            .map(Floors::waiting)
            .toList();
    return Planner.grants(floor(live, waiting, now), now).stream().noneMatch(g -> g.request() == 0);
  }

  private Floor floor(List<RequestRow> live, List<Waiting> waiting, Instant now) {
    return new Floor(
        inventory.devices(),
        holders(live),
        waiting,
        past.used(config.halfLife(), now),
        reservations.windows(),
        rules());
  }

  private Rules rules() {
    return new Rules(config.halfLife(), config.hold(), config.patience());
  }

  private static Map<Long, Integer> ownDevices(List<RequestRow> live) {
    Map<Long, Integer> own = new HashMap<>();
    live.stream()
        .filter(row -> row.status() != RequestRow.Status.WAITING)
        .forEach(row -> own.merge(row.account(), row.wish().count(), Integer::sum));
    return own;
  }

  private List<Holder> holders(List<RequestRow> live) {
    Map<Long, RequestRow> byId =
        live.stream().collect(Collectors.toMap(RequestRow::id, Function.identity()));
    return leases.live().stream()
        .filter(lease -> byId.containsKey(lease.request()))
        .map(lease -> holder(lease, byId.get(lease.request())))
        .toList();
  }

  private static Holder holder(Leases.LeaseRow lease, RequestRow request) {
    Instant begins = lease.started() == null ? lease.heldUntil() : lease.started();
    Instant ends = lease.ends() == null ? begins.plus(request.lasts()) : lease.ends();
    Instant latest = begins.plus(request.longest());
    return new Holder(
        lease.device(),
        lease.account(),
        request.group(),
        ends,
        latest.isBefore(ends) ? ends : latest);
  }

  private static Waiting waiting(RequestRow row) {
    return new Waiting(
        row.id(),
        row.environment(),
        row.account(),
        row.group(),
        row.wish(),
        row.lasts(),
        row.priority(),
        row.queued());
  }
}
