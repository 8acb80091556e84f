package dev.carrel.gpu.plan;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;
import static java.util.Comparator.comparingLong;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Whose turn it is. First those who waited longer than the rules' patience, by time. Then by the
 * share: the account's decayed device-hours, and its group's divided among those of the group who
 * use or want devices. What is promised counts as used: the rest of live leases, and of one's own
 * requests those before this one; so nobody fills the front of the queue. Shares within the same
 * hour are equal: there the higher priority goes first, then time.
 */
final class Queue {
  private static final Comparator<Waiting> OWN_ORDER =
      comparingInt(Waiting::priority)
          .reversed()
          .thenComparing(Waiting::queued)
          .thenComparingLong(Waiting::request);
  private static final Comparator<Place> OVERDUE_FIRST = comparing(Place::overdue).reversed();
  private static final Comparator<Place> BY_TIME =
      comparing((Place place) -> place.waiting().queued())
          .thenComparing(comparingLong(place -> place.waiting().request()));
  private static final Comparator<Place> BY_SHARE =
      comparingLong(Place::share)
          .thenComparing(comparingInt((Place place) -> place.waiting().priority()).reversed())
          .thenComparing(BY_TIME);
  private static final Comparator<Place> ORDER =
      OVERDUE_FIRST.thenComparing(
          (a, b) -> a.overdue() ? BY_TIME.compare(a, b) : BY_SHARE.compare(a, b));

  private final Map<Long, Double> accounts = new HashMap<>();
  private final Map<String, Double> groups = new HashMap<>();
  private final Map<String, Set<Long>> heads = new HashMap<>();

  private Queue() {}

  /**
   * @param cost of a request if it is granted, in weighted device-hours
   */
  static List<Place> order(Floor floor, Instant now, ToDoubleFunction<Waiting> cost) {
    Queue queue = new Queue();
    floor.used().forEach(used -> queue.add(used.account(), used.group(), used.hours()));
    queue.addPromised(floor, now);
    floor.waiting().forEach(one -> queue.add(one.account(), one.group(), 0));
    Instant patience = now.minus(floor.rules().patience());
    Map<Long, Double> asked = new HashMap<>();
    List<Place> places = new ArrayList<>(floor.waiting().size());
    for (Waiting one : floor.waiting().stream().sorted(OWN_ORDER).toList()) {
      double before = asked.getOrDefault(one.account(), 0d);
      places.add(
          new Place(
              one, one.queued().isBefore(patience), (long) Math.floor(queue.share(one) + before)));
      asked.put(one.account(), before + cost.applyAsDouble(one));
    }
    places.sort(ORDER);
    return places;
  }

  private void addPromised(Floor floor, Instant now) {
    Map<Long, Double> weights = new HashMap<>();
    floor.devices().forEach(one -> weights.put(one.id(), one.weight().doubleValue()));
    for (Holder holder : floor.holders()) {
      double hours = Math.max(0, Duration.between(now, holder.ends()).toMillis() / 3_600_000d);
      add(holder.account(), holder.group(), hours * weights.getOrDefault(holder.device(), 1d));
    }
  }

  private void add(long account, String group, double hours) {
    accounts.merge(account, hours, Double::sum);
    groups.merge(group, hours, Double::sum);
    heads.computeIfAbsent(group, any -> new HashSet<>()).add(account);
  }

  private double share(Waiting one) {
    return accounts.get(one.account()) + groups.get(one.group()) / heads.get(one.group()).size();
  }
}
