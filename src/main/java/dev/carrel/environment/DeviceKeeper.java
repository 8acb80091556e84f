package dev.carrel.environment;

import dev.carrel.account.Account;
import dev.carrel.database.Signal;
import dev.carrel.database.Signals;
import dev.carrel.engine.ContainerView;
import dev.carrel.engine.Labels;
import dev.carrel.gpu.DevicesHeld;
import dev.carrel.gpu.DueDates;
import dev.carrel.gpu.Lease;
import dev.carrel.gpu.LeaseBook;
import dev.carrel.gpu.Standing;
import dev.carrel.gpu.Turns;
import dev.carrel.notice.Notice;
import dev.carrel.notice.Notices;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An environment's side of its leases: asks for devices, picks them up, gives them back. */
@ApplicationScoped
class DeviceKeeper {
  private final LeaseBook leases;
  private final Turns turns;
  private final DueDates dueDates;
  private final Notices notices;
  private final Signals signals;

  @Inject
  DeviceKeeper(LeaseBook leases, Turns turns, DueDates dueDates, Notices notices, Signals signals) {
    this.leases = leases;
    this.turns = turns;
    this.dueDates = dueDates;
    this.notices = notices;
    this.signals = signals;
  }

  /** In the transaction that launches or starts it: queues it for what it wants, if anything. */
  void ask(Account account, EnvironmentRow row) {
    row.gpus()
        .ifPresent(
            wish -> {
              leases.ask(row.id(), account, row.name(), wish, row.hours());
              ready(row);
            });
  }

  /** In the transaction that gives it its image: from now on its turn may come. */
  void ready(EnvironmentRow row) {
    if (row.gpus().isPresent() && row.imageEngineId().isPresent()) {
      leases.ready(row.id());
    }
  }

  /** Starts it with what is held for it, unless its turn has passed. */
  void pickUp(EnvironmentRow row) {
    leases.started(row.id(), row.job().isPresent()).ifPresent(ends -> row.starts());
  }

  /** In the transaction that says that it runs. */
  void usable(EnvironmentRow row) {
    turns.usable(row.id());
  }

  /** As {@link #giveBack}, but it keeps its place in the queue. */
  void giveBackAndWait(EnvironmentRow row) {
    turns.waitsAgain(row.id());
  }

  /** In the transaction that says that it does not run; the engine must have said so first. */
  void giveBack(EnvironmentRow row) {
    leases.release(row.id(), row.status().word());
  }

  /** In the transaction that forgets a container that was made for other devices. */
  void tellRemade(EnvironmentRow row, String container) {
    notices.tell(
        new Notice(
            row.account(),
            "gpu-other",
            "%s got a new container".formatted(row.name()),
            "%s, and a container keeps what it was made with, so it was made anew. The workspace and the home are as they were; what was changed elsewhere in the container, such as in /tmp, is gone."
                .formatted(
                    row.gpus().isPresent()
                        ? "Its GPUs are not those that it had"
                        : "It has no GPUs any more"),
            "/environments/" + row.name(),
            "gpu-other-" + row.id() + "-" + container));
  }

  void extend(Account account, EnvironmentRow row, Instant until) {
    dueDates.extend(row.id(), account, until);
  }

  void shorten(EnvironmentRow row, Instant until) {
    dueDates.shorten(row.id(), until);
  }

  void lengthen(EnvironmentRow row, Instant until) {
    dueDates.lengthen(row.id(), until);
  }

  /** The UUIDs of the devices that it has picked up, sorted. */
  List<String> devices(EnvironmentRow row) {
    return standing(row).stream()
        .filter(s -> s.state() == Standing.State.LEASED)
        .flatMap(s -> s.devices().stream())
        .sorted()
        .toList();
  }

  /** When they are due back. */
  Optional<Instant> due(EnvironmentRow row) {
    return row.hasWish()
        ? leases.leases(row.id()).stream().flatMap(lease -> lease.ends().stream()).findFirst()
        : Optional.empty();
  }

  Map<Long, List<Lease>> leases(List<EnvironmentRow> rows) {
    return leases.leases(
        rows.stream().filter(EnvironmentRow::hasWish).map(EnvironmentRow::id).toList());
  }

  DeviceState state(EnvironmentRow row, Optional<ContainerView> container) {
    return state(row, standing(row), container);
  }

  /** What never wanted any has none. */
  private Optional<Standing> standing(EnvironmentRow row) {
    return row.hasWish() ? leases.standing(row.id()) : Optional.empty();
  }

  static DeviceState state(
      EnvironmentRow row, Optional<Standing> standing, Optional<ContainerView> container) {
    Set<String> leased =
        standing
            .filter(s -> s.state() == Standing.State.LEASED)
            .map(Standing::devices)
            .orElse(Set.of());
    Set<String> made =
        container
            .map(c -> c.labels().getOrDefault(Labels.DEVICES, ""))
            .filter(label -> !label.isEmpty())
            .map(label -> Set.of(label.split(",")))
            .orElse(Set.of());
    return new DeviceState(
        row.gpus().isPresent(),
        standing.map(Standing::state),
        container.isEmpty() || leased.equals(made));
  }

  void held(@Observes DevicesHeld event) {
    signals.raise(
        event.turns().stream()
            .map(turn -> new Signal(EnvironmentBook.TOPIC, turn.environment(), turn.account()))
            .toList());
  }
}
