package dev.carrel.gpu.simulation;

import dev.carrel.gpu.plan.Grant;
import dev.carrel.gpu.plan.Planner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Who is given devices, and who has them taken away. */
enum Policy {
  FCFS("first come, first served"),
  FCFS_REAPED("the same, idle ones reclaimed"),
  CARREL("Carrel");

  final String title;

  Policy(String title) {
    this.title = title;
  }

  boolean reaps() {
    return this != FCFS;
  }

  /** What is queued starts by itself; a command's devices go back the moment it ends. */
  boolean runsCommands() {
    return this == CARREL;
  }

  /** A turn that nobody uses goes to the next. */
  boolean passesTurns() {
    return this == CARREL;
  }

  List<Grant> grants(Moment moment) {
    return this == CARREL
        ? Planner.grants(moment.floor(), moment.now())
        : firstComeFirstServed(moment);
  }

  /** Strictly: nobody passes the first in the queue. */
  private static List<Grant> firstComeFirstServed(Moment moment) {
    Set<Long> held =
        moment.floor().holders().stream()
            .map(holder -> holder.device())
            .collect(Collectors.toSet());
    List<Long> free =
        new ArrayList<>(
            moment.floor().devices().stream()
                .map(device -> device.id())
                .filter(id -> !held.contains(id))
                .toList());
    List<Grant> grants = new ArrayList<>();
    for (var one :
        moment.floor().waiting().stream()
            .sorted(Comparator.comparing(waiting -> waiting.queued()))
            .toList()) {
      int count = one.wants().count();
      if (count > free.size()) {
        break;
      }
      grants.add(new Grant(one.request(), free.subList(0, count), Optional.empty()));
      free.subList(0, count).clear();
    }
    return grants;
  }
}
