package dev.carrel.gpu;

import dev.carrel.database.Signal;
import dev.carrel.database.Signals;
import dev.carrel.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The GPUs of the engine's machine: which there are, and how they stand. */
@ApplicationScoped
public class Inventory {
  /** Raised with id 0 when the list of devices changed; not when they are merely busier. */
  public static final String TOPIC = "gpu";

  private static final int LONGEST_NOTE = 500;

  private final Devices devices;
  private final LastReading last;
  private final InventoryConfig config;
  private final Signals signals;
  private final Clock clock;

  @Inject
  Inventory(
      Devices devices, LastReading last, InventoryConfig config, Signals signals, Clock clock) {
    this.devices = devices;
    this.last = last;
    this.config = config;
    this.signals = signals;
    this.clock = clock;
  }

  /**
   * Devices by the tool's order, each followed by its slices. What the last good reading showed:
   * see {@link #state()} for how old that is.
   */
  @Transactional
  public List<Device> devices() {
    List<Devices.Leased> listed = devices.listed(clock.instant().minus(config.forgetAfter()));
    Map<Long, DeviceRow> rows =
        listed.stream()
            .map(Devices.Leased::row)
            .collect(Collectors.toMap(DeviceRow::id, Function.identity()));
    Map<Long, Long> slices = new HashMap<>();
    listed.stream()
        .filter(one -> one.row().present())
        .forEach(one -> one.row().parent().ifPresent(id -> slices.merge(id, 1L, Long::sum)));
    return listed.stream()
        .map(
            one -> {
              DeviceRow row = one.row();
              DeviceRow whole = row.parent().map(rows::get).orElse(row);
              return device(
                  row, Verdict.on(row, whole, one.held(), slices.getOrDefault(row.id(), 0L)));
            })
        .toList();
  }

  /** Those of {@link #devices()} that an environment holds, or that are held for it. */
  @Transactional
  public List<Device> leasedBy(long environment) {
    Set<Long> ids = devices.leasedBy(environment);
    return ids.isEmpty()
        ? List.of()
        : devices().stream().filter(device -> ids.contains(device.id())).toList();
  }

  /** Those that {@link #restore} does something for: no fault is left that only a repair ends. */
  @Transactional
  public Set<Long> restorable() {
    return devices.listAll().stream()
        .filter(DeviceRow::restorable)
        .map(DeviceRow::id)
        .collect(Collectors.toSet());
  }

  private static Device device(DeviceRow row, Verdict verdict) {
    return new Device(
        row.id(),
        row.uuid(),
        row.parent(),
        row.ordinal(),
        row.model(),
        row.profile(),
        row.memory(),
        row.computeCapability(),
        row.weight(),
        row.partitioned(),
        verdict.availability(),
        verdict.note());
  }

  /** How far {@link #devices()} can be believed. */
  public State state() {
    return last.state();
  }

  /** How busy devices are, by their ids; none while the tool does not answer. */
  public Map<Long, Figures> figures() {
    return last.figures();
  }

  /** No new lease on it or its slices; who has one keeps it. Repeated, it changes the note. */
  @Transactional
  public void drain(long id, String note) {
    String text = note == null ? "" : note.strip();
    // PostgreSQL holds no NUL.
    if (text.isEmpty() || text.length() > LONGEST_NOTE || text.indexOf('\0') >= 0) {
      throw Problem.invalid("note", "Say why, in 1 to %d characters.".formatted(LONGEST_NOTE));
    }
    row(id).drain(text, clock.instant());
    signals.raise(new Signal(TOPIC, 0, 0));
  }

  /**
   * It may be leased again from the next reading on, as far as it works: what the kernel's log said
   * of it and the ECC errors that it counted until now are past. Harmless if it might be already.
   */
  @Transactional
  public void restore(long id) {
    row(id).restore(clock.instant());
    signals.raise(new Signal(TOPIC, 0, 0));
  }

  private DeviceRow row(long id) {
    return Optional.ofNullable(devices.findById(id))
        .orElseThrow(() -> Problem.notFound("There is no GPU with the number %d.".formatted(id)));
  }
}
