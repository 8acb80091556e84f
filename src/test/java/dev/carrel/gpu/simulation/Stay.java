package dev.carrel.gpu.simulation;

import dev.carrel.gpu.simulation.Hours.Spent;
import dev.carrel.retirement.idle.ShippedRule.Watched;
import java.time.Instant;
import java.util.List;

/** One person's work on its way: it waits, holds devices, loses them, waits again. */
final class Stay {
  static final long NOT = -1;

  final int person;
  Work work;

  /** What of the work comes next, or is being done. */
  int stretch;

  /** Tells what was meant for an earlier lease, or an earlier wait, from what is for this one. */
  int turn;

  long queued = NOT;

  /** When they were asked for that have not been used since. */
  long asked = NOT;

  /** Its time in the queue, which a turn that passed leaves as it is. */
  long place = NOT;

  /** By then somebody must have come. */
  long pickUpBy = NOT;

  /** A turn passed, and the person has not come since. */
  boolean away;

  /** The person is about to look at what was given. */
  boolean coming;

  long granted = NOT;
  long ends;
  long busySince = NOT;
  long idleSince = NOT;
  List<Long> devices = List.of();

  /** Since it was last given devices, they have been used. */
  boolean begun;

  /** In this break its holder was told. */
  boolean noticed;

  Watched watched;

  Stay(int person, Work work) {
    this.person = person;
    this.work = work;
  }

  boolean holds() {
    return granted != NOT;
  }

  boolean waits() {
    return queued != NOT;
  }

  boolean finished() {
    return stretch == work.stretches().size();
  }

  void rests(long now) {
    idleSince = now;
    noticed = false;
  }

  Spent spends(long time) {
    if (busySince != NOT) {
      return Spent.WORK;
    }
    if (watched.kept(Instant.ofEpochSecond(time))) {
      return Spent.KEPT;
    }
    if (noticed) {
      return Spent.NOTICED;
    }
    return begun ? Spent.BREAK : Spent.NOT_BEGUN;
  }

  /** How long the devices may idle beyond the rule, as their holder asked. */
  long kept() {
    return stretch == 0 || finished() ? 0 : work.stretches().get(stretch - 1).kept();
  }
}
