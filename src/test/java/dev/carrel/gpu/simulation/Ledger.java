package dev.carrel.gpu.simulation;

import dev.carrel.gpu.plan.Decay;
import dev.carrel.gpu.plan.Rules;
import dev.carrel.gpu.plan.Used;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What everybody used, decaying. Everybody's lease is in one of five groups. */
final class Ledger {
  private static final Decay DECAY = new Decay(Rules.SHIPPED.halfLife());

  private final double[] hours;
  private final long[] asOf;

  Ledger(int people) {
    hours = new double[people];
    asOf = new long[people];
  }

  static String group(int person) {
    return "group-" + person % 5;
  }

  void add(Stay stay, long now) {
    hours[stay.person] = at(stay.person, now) + lease(stay, now);
    asOf[stay.person] = now;
  }

  List<Used> used(Collection<Stay> holding, long now) {
    double[] all = new double[hours.length];
    for (int person = 0; person < all.length; person++) {
      all[person] = at(person, now);
    }
    holding.forEach(stay -> all[stay.person] += lease(stay, now));
    List<Used> used = new ArrayList<>();
    for (int person = 0; person < all.length; person++) {
      if (all[person] > 0) {
        used.add(new Used(person, group(person), all[person]));
      }
    }
    return used;
  }

  private double at(int person, long now) {
    double age = (now - asOf[person]) / 3600d / Rules.SHIPPED.halfLife().toHours();
    return hours[person] * Math.pow(2, -age);
  }

  private static double lease(Stay stay, long now) {
    Instant at = Instant.ofEpochSecond(now);
    return DECAY.hours(stay.devices.size(), Instant.ofEpochSecond(stay.granted), at, at);
  }
}
