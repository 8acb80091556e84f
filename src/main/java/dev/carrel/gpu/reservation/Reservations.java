package dev.carrel.gpu.reservation;

import dev.carrel.account.Account;
import dev.carrel.database.Signal;
import dev.carrel.database.Signals;
import dev.carrel.gpu.Device;
import dev.carrel.gpu.Inventory;
import dev.carrel.gpu.plan.Planner;
import dev.carrel.gpu.plan.Window;
import dev.carrel.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Devices kept for classes: what there is, what a new one would come to, and who is in the way. */
@ApplicationScoped
public class Reservations {
  private final ReservationRows rows;
  private final Seats seats;
  private final Inventory inventory;
  private final ReservationConfig config;
  private final Instance<BaseImages> bases;
  private final Signals signals;
  private final Clock clock;

  @Inject
  Reservations(
      ReservationRows rows,
      Seats seats,
      Inventory inventory,
      ReservationConfig config,
      Instance<BaseImages> bases,
      Signals signals,
      Clock clock) {
    this.rows = rows;
    this.seats = seats;
    this.inventory = inventory;
    this.config = config;
    this.bases = bases;
    this.signals = signals;
    this.clock = clock;
  }

  /** Those that are not over, the next first. */
  @Transactional
  public List<Reservation> upcoming() {
    return views(rows.endingAfter(clock.instant()));
  }

  /**
   * What a draft would come to. Nothing is kept.
   *
   * @throws Problem 422 if it makes no sense as it is
   */
  @Transactional
  public Preview preview(Draft draft) {
    Instant now = clock.instant();
    draft.check(now);
    checkBase(draft);
    List<Device> devices = inventory.devices();
    Set<Long> taken = seats.taken(draft.from(), draft.to());
    Map<Long, Clash> beyond = new HashMap<>();
    Set<Long> members = seats.members(draft);
    for (Clash clash : seats.leasesBeyond(draft.from(), now.plus(config.notice()))) {
      // Members stay on what they have.
      if (!members.contains(clash.account())) {
        beyond.put(clash.device(), clash);
      }
    }
    Map<Long, Instant> until =
        beyond.values().stream().collect(Collectors.toMap(Clash::device, Clash::ends));
    List<Device> chosen = Seating.choose(devices, draft.wants(), taken, until);
    Set<String> known = seats.known(draft.roster());
    return new Preview(
        draft,
        chosen,
        chosen.stream().map(Device::id).filter(beyond::containsKey).map(beyond::get).toList(),
        views(
            rows.endingAfter(now).stream()
                .filter(row -> row.overlaps(draft.from(), draft.to()))
                .toList()),
        draft.roster().stream().filter(name -> !known.contains(name)).toList(),
        refusal(draft, devices, chosen));
  }

  /** Else nobody would hear of it before the class begins without its image. */
  private void checkBase(Draft draft) {
    draft
        .base()
        .filter(slug -> bases.isResolvable() && !bases.get().has(slug))
        .ifPresent(
            slug -> {
              throw Problem.invalid(
                  "base",
                  "There is no base image “%s”. Those that there are stand at /api/v1/bases."
                      .formatted(slug));
            });
  }

  private static Optional<String> refusal(Draft draft, List<Device> all, List<Device> chosen) {
    if (chosen.size() == draft.wants().count()) {
      return Optional.empty();
    }
    return Planner.never(all, draft.wants())
        .or(
            () ->
                Optional.of(
                    "Only %d of the %d GPUs are left in that time; the others are reserved."
                        .formatted(chosen.size(), draft.wants().count())));
  }

  /**
   * Makes it, if it would still come to what was seen.
   *
   * @param seen {@link Preview#seen()} of the preview that the operator agreed to
   * @throws Problem 409 if something else came in between
   */
  @Transactional
  public Reservation make(Account operator, Draft draft, String seen) {
    seats.lock();
    Preview preview = preview(draft);
    preview
        .refusal()
        .ifPresent(
            why -> {
              throw Problem.conflict(why).advice("Ask for fewer, or for another time.");
            });
    if (!preview.seen().equals(seen)) {
      throw Problem.conflict("Leases or reservations have changed since you looked.")
          .advice("Look at what it would come to now, then reserve.");
    }
    ReservationRow row = new ReservationRow(draft, operator.id(), clock.instant());
    rows.persistAndFlush(row);
    seats.take(row.id(), preview.devices());
    changed();
    return views(List.of(row)).getFirst();
  }

  /** Its devices are everybody's again. Harmless if it was cancelled before. */
  @Transactional
  public void cancel(long id) {
    ReservationRow row =
        rows.findByIdOptional(id)
            .orElseThrow(() -> Problem.notFound("There is no reservation " + id + "."));
    if (row.cancel(clock.instant())) {
      seats.free(id);
      changed();
    }
  }

  /** For the planner: who may have which devices when, besides everybody. */
  @Transactional
  public List<Window> windows() {
    List<ReservationRow> live = rows.endingAfter(clock.instant());
    if (live.isEmpty()) {
      return List.of();
    }
    Map<Long, Seats.Members> members =
        seats.members(live.stream().map(ReservationRow::id).toList());
    return views(live).stream()
        .filter(one -> !one.devices().isEmpty())
        .map(one -> window(one, members.getOrDefault(one.id(), Seats.Members.NONE)))
        .toList();
  }

  private static Window window(Reservation one, Seats.Members members) {
    return new Window(
        one.id(),
        Set.copyOf(one.devices()),
        one.from(),
        one.to(),
        members.accounts(),
        one.stagger(),
        members.lastStart());
  }

  /**
   * Until when the account may have these devices: the next reservation's start, or its end if the
   * account is a member. Empty where nothing is reserved.
   */
  @Transactional
  public Optional<Instant> latestEnd(Collection<Long> devices, long account) {
    return windows().stream()
        .filter(window -> window.devices().stream().anyMatch(devices::contains))
        .map(window -> window.members().contains(account) ? window.to() : window.from())
        .min(Instant::compareTo);
  }

  /** Leases that a reservation needs ended, whose holders have not been told. */
  @Transactional
  public List<Eviction> evictions() {
    Instant now = clock.instant();
    List<Reservation> all = upcoming();
    if (all.isEmpty()) {
      return List.of();
    }
    Map<Long, Seats.Members> members = seats.members(all.stream().map(Reservation::id).toList());
    return all.stream()
        .flatMap(
            one ->
                seats.leasesBeyond(one.from(), now.plus(config.notice())).stream()
                    .filter(clash -> one.devices().contains(clash.device()))
                    .filter(clash -> clash.cut().isBefore(clash.ends()))
                    .filter(
                        clash ->
                            !members
                                .getOrDefault(one.id(), Seats.Members.NONE)
                                .accounts()
                                .contains(clash.account()))
                    .map(clash -> new Eviction(one, clash)))
        .toList();
  }

  /** The holder is told now. False if that was done before: the lease's end stands then. */
  @Transactional
  public boolean tell(Eviction eviction) {
    return seats.told(eviction.reservation().id(), eviction.clash(), clock.instant());
  }

  /** Leases whose time can be given back, since what it was needed for was cancelled. */
  @Transactional
  public List<Relief> reliefs() {
    return seats.shortened().stream()
        .map(
            one -> {
              Instant until =
                  latestEnd(one.devices(), one.account())
                      .filter(one.before()::isAfter)
                      .orElse(one.before());
              return new Relief(
                  one.environment(),
                  one.account(),
                  one.name(),
                  one.title(),
                  until.isBefore(one.ends()) ? one.ends() : until);
            })
        .toList();
  }

  /** That was done, as far as anything of it was left to do. */
  @Transactional
  public void relieved(Relief relief) {
    seats.returned(relief.environment(), clock.instant());
  }

  /** Those that are over and not yet cleared up after. */
  @Transactional
  public List<Reservation> over() {
    return views(rows.toClear(clock.instant()));
  }

  /** Environments that had its devices in its time. */
  @Transactional
  public List<Long> guests(long reservation) {
    return seats.guests(reservation);
  }

  @Transactional
  public void cleared(long reservation) {
    rows.findById(reservation).cleared(clock.instant());
  }

  /** Those whose base image is to be fetched now. */
  @Transactional
  public List<Reservation> toFetchFor() {
    Instant now = clock.instant();
    return views(rows.toFetchFor(now.plus(config.fetchAhead()), now));
  }

  @Transactional
  public void baseIsHere(long reservation) {
    rows.findById(reservation).baseIsHere(clock.instant());
  }

  private List<Reservation> views(List<ReservationRow> some) {
    if (some.isEmpty()) {
      return List.of();
    }
    Map<Long, List<Long>> devices = seats.of(some.stream().map(ReservationRow::id).toList());
    Map<Long, String> names =
        seats.displayNames(some.stream().map(ReservationRow::madeBy).distinct().toList());
    return some.stream()
        .map(row -> row.view(devices.getOrDefault(row.id(), List.of()), names.get(row.madeBy())))
        .toList();
  }

  private void changed() {
    signals.raise(new Signal(Inventory.TOPIC, 0, 0));
  }
}
