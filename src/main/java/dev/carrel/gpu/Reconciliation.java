package dev.carrel.gpu;

import dev.carrel.gpu.smi.Card;
import dev.carrel.gpu.smi.CardLost;
import dev.carrel.gpu.smi.Occupant;
import dev.carrel.gpu.smi.Reading;
import dev.carrel.gpu.smi.Slice;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the rows agree with a good reading. Rows are never removed: leases name them. */
@ApplicationScoped
class Reconciliation {
  private final Devices devices;
  private final Clock clock;

  @Inject
  Reconciliation(Devices devices, Clock clock) {
    this.devices = devices;
    this.clock = clock;
  }

  /** In a transaction; true if anything is new. */
  boolean apply(Reading reading, Strangers strangers) {
    return new Round(strangers, devices.byUuid(), devices.leased(), clock.instant()).see(reading);
  }

  /** The tool tells of nothing but the one card that it lost; true if that is news. */
  boolean lost(CardLost lost) {
    String why =
        "The driver has lost it (%s). Restart the machine; if it comes again, have it looked at."
            .formatted(lost.getMessage());
    boolean news = false;
    for (DeviceRow row : devices.byUuid().values()) {
      if (row.parent().isEmpty() && row.bus().filter(lost::is).isPresent()) {
        news |= row.broken(why);
      }
    }
    return news;
  }

  private final class Round {
    private final Strangers strangers;
    private final Map<String, DeviceRow> unseen;
    private final Set<Long> leased;
    private final Instant now;
    private boolean news;

    Round(Strangers strangers, Map<String, DeviceRow> rows, Set<Long> leased, Instant now) {
      this.strangers = strangers;
      this.unseen = new HashMap<>(rows);
      this.leased = leased;
      this.now = now;
    }

    boolean see(Reading reading) {
      for (Card card : reading.cards()) {
        DeviceRow row = row(card.uuid());
        List<Occupant> users = card.mig() ? List.of() : card.on(Optional.empty());
        news |= row.seen(card, stranger(row, users), now);
        devices.persist(row);
        card.slices().forEach(slice -> see(slice, card, row));
        if (card.silent()) {
          unseen.values().removeIf(one -> one.parent().filter(id -> id == row.id()).isPresent());
        }
      }
      unseen.values().forEach(row -> news |= row.missed());
      return news;
    }

    /** Without a UUID the engine could not be asked for it. */
    private void see(Slice slice, Card card, DeviceRow whole) {
      slice
          .uuid()
          .ifPresent(
              uuid -> {
                DeviceRow row = row(uuid);
                List<Occupant> users = card.on(Optional.of(slice));
                news |= row.seen(slice, card, whole, stranger(row, users), now);
                devices.persist(row);
              });
    }

    private DeviceRow row(String uuid) {
      DeviceRow known = unseen.remove(uuid);
      return known == null ? new DeviceRow(uuid, now) : known;
    }

    private Optional<String> stranger(DeviceRow row, List<Occupant> users) {
      boolean held = row.persisted() && leased.contains(row.id());
      return strangers.words(users, held, row.takenBy());
    }
  }
}
