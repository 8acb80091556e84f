package dev.carrel.gpu.plan;

import dev.carrel.gpu.Device;
import dev.carrel.gpu.GpuRequest;
import dev.carrel.gpu.GpuWords;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Says what somebody waits for: {@code one A100; both are in use, the first until 16:10}. */
final class WaitsFor {
  private static final DateTimeFormatter TODAY =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter ANOTHER_DAY =
      DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);

  private final Floor floor;
  private final Instant now;
  private final ZoneId zone = ZoneId.systemDefault();
  private final Map<Long, Instant> ends = new HashMap<>();
  private final Set<Long> occupied = new HashSet<>();
  private final Map<GpuRequest, String> said = new HashMap<>();

  WaitsFor(Floor floor, Instant now) {
    this.floor = floor;
    this.now = now;
    floor.holders().forEach(holder -> ends.put(holder.device(), holder.ends()));
    occupied.addAll(ends.keySet());
    for (Device device : floor.devices()) {
      device
          .parent()
          .ifPresent(
              parent -> {
                if (ends.containsKey(device.id())) {
                  occupied.add(parent);
                } else if (ends.containsKey(parent)) {
                  occupied.add(device.id());
                }
              });
    }
  }

  String words(GpuRequest wants) {
    return said.computeIfAbsent(wants, this::say);
  }

  private String say(GpuRequest wants) {
    List<Device> serving =
        floor.devices().stream().filter(device -> Fit.serves(device, wants)).toList();
    List<Device> usable = serving.stream().filter(Fit::usable).toList();
    String wanted = GpuWords.wish(wants, serving);
    if (usable.size() < wants.count()) {
      return wanted + "; " + away(serving, usable.size());
    }
    List<Device> free = usable.stream().filter(device -> !occupied.contains(device.id())).toList();
    if (free.isEmpty()) {
      return wanted + "; " + inUse(usable);
    }
    long reserved = free.stream().filter(this::reserved).count();
    if (reserved == free.size()) {
      return wanted + "; what is free is reserved";
    }
    return free.size() < wants.count()
        ? "%s; %s free, the next is due %s"
            .formatted(wanted, isAre(free.size()), firstDue(usable).orElse("soon"))
        : "%s; %s free, but kept for those before you or for a reservation"
            .formatted(wanted, isAre(free.size()));
  }

  private String away(List<Device> serving, int usable) {
    long drained = count(serving, Device.Availability.DRAINED);
    long taken = count(serving, Device.Availability.TAKEN);
    long faulty =
        count(serving, Device.Availability.FAULTY) + count(serving, Device.Availability.LOST);
    StringBuilder words = new StringBuilder("only ").append(isAre(usable)).append(" in service");
    if (usable == 0) {
      words.setLength(0);
      words.append("none is in service now");
    }
    add(words, drained, "kept out of service by an operator");
    add(words, taken, "used by somebody outside Carrel");
    add(words, faulty, "not working");
    return words.toString();
  }

  private static void add(StringBuilder words, long number, String why) {
    if (number > 0) {
      words.append(", ").append(isAre((int) number)).append(' ').append(why);
    }
  }

  private String inUse(List<Device> usable) {
    String until =
        firstDue(usable)
            .map(due -> (usable.size() == 1 ? " until " : ", the first until ") + due)
            .orElse("");
    return switch (usable.size()) {
      case 1 -> "the only one that fits is in use" + until;
      case 2 -> "both that fit are in use" + until;
      default -> "all " + usable.size() + " that fit are in use" + until;
    };
  }

  private Optional<String> firstDue(List<Device> usable) {
    return usable.stream()
        .map(device -> ends.get(device.id()))
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .map(this::time);
  }

  private String time(Instant at) {
    // One that is overdue is seen off now.
    Instant due = at.isBefore(now) ? now : at;
    boolean today = LocalDate.ofInstant(due, zone).equals(LocalDate.ofInstant(now, zone));
    return (today ? TODAY : ANOTHER_DAY).withZone(zone).format(due);
  }

  private boolean reserved(Device device) {
    return floor.windows().stream()
        .anyMatch(
            window ->
                window.devices().contains(device.id())
                    && !window.from().isAfter(now)
                    && window.to().isAfter(now));
  }

  private static String isAre(int number) {
    return GpuWords.number(number) + (number == 1 ? " is" : " are");
  }

  private static long count(List<Device> devices, Device.Availability availability) {
    return devices.stream().filter(device -> device.availability() == availability).count();
  }
}
