package dev.carrel.desk;

import dev.carrel.account.Limits;
import dev.carrel.build.BuildStatus;
import dev.carrel.build.BuildView;
import dev.carrel.environment.EnvironmentView;
import dev.carrel.environment.Status;
import dev.carrel.gpu.Lease;
import dev.carrel.gpu.Outlook;
import dev.carrel.notice.Told;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One account's things, as read at one moment. What depends on the time is worked out when it is
 * shown, so that a desk may be remembered.
 *
 * @param environments all that are not retired, newest first
 * @param builds the newest, newest first
 * @param recipes names of the newest few
 * @param outlooks of those that wait for GPUs
 * @param idle unread notices that GPUs stand idle, newest first
 */
record Desk(
    List<EnvironmentView> environments,
    List<BuildView> builds,
    List<String> recipes,
    Limits limits,
    List<Outlook> outlooks,
    List<Told> idle) {
  private static final int LINES = 6;
  private static final int BUILD_LINES = 4;
  private static final Duration SOON = Duration.ofHours(1);

  /** Whoever was given GPUs longer ago than a moment has not begun yet. */
  private static final Duration ALMOST = Duration.ofMinutes(12);

  private static final Duration NEWS = Duration.ofDays(2);

  /** Nothing has been made yet, so the page explains what this is. */
  boolean firstVisit() {
    return environments.isEmpty() && builds.isEmpty() && recipes.isEmpty();
  }

  /** What is in use comes first; the rest has a page of its own. */
  List<EnvironmentView> shown() {
    return environments.stream()
        .sorted((a, b) -> Boolean.compare(b.status().active(), a.status().active()))
        .limit(LINES)
        .toList();
  }

  int hidden() {
    return Math.max(0, environments.size() - LINES);
  }

  List<BuildView> latestBuilds() {
    return builds.stream().limit(BUILD_LINES).toList();
  }

  /** Their turn for GPUs has come, and they are about to start. */
  List<EnvironmentView> turns() {
    return environments.stream().filter(e -> e.leases().stream().anyMatch(Lease::held)).toList();
  }

  /** They have GPUs that go to others soon unless somebody is there. */
  List<EnvironmentView> toPickUp(Instant now) {
    Instant soon = now.plus(ALMOST);
    return environments.stream()
        .filter(e -> e.pickUpBy().filter(soon::isAfter).isPresent())
        .toList();
  }

  /** Their turn for GPUs passed while nobody was there. */
  List<EnvironmentView> passed() {
    return environments.stream()
        .filter(e -> outlooks.stream().anyMatch(o -> o.away() && o.environment() == e.id()))
        .toList();
  }

  /** GPUs and slices that are held or in use. */
  long devices() {
    return environments.stream().mapToLong(e -> e.leases().size()).sum();
  }

  Map<Long, Outlook> outlooksByEnvironment() {
    return outlooks.stream()
        .collect(Collectors.toMap(Outlook::environment, Function.identity(), (a, b) -> a));
  }

  List<EnvironmentView> ending(Instant now) {
    return environments.stream().filter(e -> e.endsWithin(SOON, now)).toList();
  }

  List<EnvironmentView> failed(Instant now) {
    return environments.stream()
        .filter(e -> e.status() == Status.FAILED && isNews(e.ended().orElse(e.created()), now))
        // Its build's own notice says more, and what to do.
        .filter(
            e -> failedBuilds(now).stream().noneMatch(b -> e.build().equals(Optional.of(b.id()))))
        .toList();
  }

  /** Builds that failed and whose recipe has not been built again since. */
  List<BuildView> failedBuilds(Instant now) {
    Set<String> seen = new HashSet<>();
    return builds.stream()
        .filter(b -> seen.add(b.recipe()))
        .filter(b -> b.status() == BuildStatus.FAILED)
        .filter(b -> isNews(b.finished().orElse(b.requested()), now))
        .toList();
  }

  private static boolean isNews(Instant at, Instant now) {
    return at.isAfter(now.minus(NEWS));
  }

  long active() {
    return environments.stream().filter(e -> e.status().active()).count();
  }

  BigDecimal cpus() {
    return environments.stream()
        .filter(e -> e.status().active())
        .map(EnvironmentView::cpus)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  long memory() {
    return environments.stream()
        .filter(e -> e.status().active())
        .mapToLong(EnvironmentView::memory)
        .sum();
  }
}
