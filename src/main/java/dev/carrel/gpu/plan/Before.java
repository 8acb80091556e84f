package dev.carrel.gpu.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says who is before whom, and why, walking down the queue once. */
final class Before {
  private final Rules rules;
  private final Set<Long> overdue = new HashSet<>();
  private final Set<Long> less = new HashSet<>();
  private final Set<Long> preferred = new HashSet<>();
  private final Set<Long> earlier = new HashSet<>();
  private final Map<Long, Integer> own = new HashMap<>();
  private Place last;

  Before(Rules rules) {
    this.rules = rules;
  }

  /** To be asked for each place in the queue's order. */
  String words(Place place) {
    moveOnTo(place);
    long account = place.waiting().account();
    List<String> reasons = new ArrayList<>();
    add(reasons, others(overdue, account), "who waited more than " + patience());
    add(reasons, others(less, account), "who used less " + lately());
    add(reasons, others(preferred, account), "of a higher priority");
    add(reasons, others(earlier, account), "who asked earlier");
    add(reasons, own.getOrDefault(account, 0), "of your own");
    own.merge(account, 1, Integer::sum);
    earlier.add(account);
    last = place;
    return reasons.isEmpty() ? "You are next." : "Before you: " + String.join(", ", reasons) + ".";
  }

  /** What those before have in common changes where the share or the priority does. */
  private void moveOnTo(Place place) {
    if (last == null) {
      return;
    }
    if (last.overdue() && !place.overdue()) {
      spill(earlier, overdue);
    } else if (!place.overdue() && last.share() != place.share()) {
      spill(preferred, less);
      spill(earlier, less);
    } else if (!place.overdue() && last.waiting().priority() != place.waiting().priority()) {
      spill(earlier, preferred);
    }
  }

  private static void spill(Set<Long> from, Set<Long> to) {
    to.addAll(from);
    from.clear();
  }

  private static int others(Set<Long> accounts, long account) {
    return accounts.size() - (accounts.contains(account) ? 1 : 0);
  }

  private static void add(List<String> reasons, int number, String why) {
    if (number > 0) {
      reasons.add(number + " " + why);
    }
  }

  private String lately() {
    return rules.halfLife().equals(Duration.ofDays(7)) ? "this week" : "lately";
  }

  private String patience() {
    long hours = rules.patience().toHours();
    return hours >= 48 && hours % 24 == 0 ? hours / 24 + " days" : hours + " hours";
  }
}
