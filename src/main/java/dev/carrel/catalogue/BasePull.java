package dev.carrel.catalogue;

import dev.carrel.catalogue.BaseState.Gone;
import dev.carrel.catalogue.BaseState.Pullable;
import dev.carrel.catalogue.BaseState.Pulling;
import dev.carrel.catalogue.BaseState.Unreachable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A base on its way to the engine, or how that ended. Changed by {@link BasePulls} alone. */
@Entity
@Table(name = "base_pull")
class BasePull {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  Long id;

  String lookup;
  String reference;
  String status;
  UUID claim;
  Instant heartbeat;

  @Column(name = "layers_done")
  int layersDone;

  int layers;
  long bytes;
  long total;
  long rate;

  @Column(name = "seconds_left")
  Long secondsLeft;

  boolean gone;
  String why;
  Instant changed;

  boolean live() {
    return status.equals("wanted") || status.equals("pulling");
  }

  boolean failed() {
    return status.equals("failed");
  }

  /** Of two pulls of one base, at an old and a new digest, the one to tell of. */
  static BasePull livelier(BasePull a, BasePull b) {
    if (a.live() != b.live()) {
      return a.live() ? a : b;
    }
    return a.changed.isAfter(b.changed) ? a : b;
  }

  /** As people see it. What is done is the lookout's to tell. */
  BaseState state() {
    if (live()) {
      return new Pulling(
          layersDone,
          layers,
          bytes,
          total,
          rate,
          Optional.ofNullable(secondsLeft).map(Duration::ofSeconds));
    }
    if (!failed()) {
      return new Pullable();
    }
    return gone ? new Gone(why, changed) : new Unreachable(why, changed);
  }
}
