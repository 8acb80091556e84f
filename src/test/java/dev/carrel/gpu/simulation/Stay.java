package dev.carrel.gpu.simulation;

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
  long granted = NOT;
  long ends;
  long busySince = NOT;
  long idleSince = NOT;
  List<Long> devices = List.of();

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

  /** How long the devices may idle beyond the rule, as their holder asked. */
  long kept() {
    return stretch == 0 || finished() ? 0 : work.stretches().get(stretch - 1).kept();
  }
}
