package dev.carrel.gpu.board;

import dev.carrel.gpu.GpuWords;
import dev.carrel.gpu.reservation.Reservation;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The week ahead as a strip of seven days, with what is reserved in it.
 *
 * @param days like {@code Mon 23}
 * @param later reservations that begin after it
 */
record Strip(List<String> days, List<Slot> slots, int later) {
  private static final int DAYS = 7;
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEE d", Locale.ENGLISH);

  /**
   * @param from where its bar begins, in percent of the strip
   * @param length of its bar, in percent of the strip
   * @param words when, and how much
   * @param now it is on
   */
  record Slot(String title, double from, double length, String words, boolean now) {}

  static Strip of(List<Reservation> upcoming, Instant now) {
    ZoneId zone = ZoneId.systemDefault();
    LocalDate today = now.atZone(zone).toLocalDate();
    Instant begin = today.atStartOfDay(zone).toInstant();
    Instant end = today.plusDays(DAYS).atStartOfDay(zone).toInstant();
    List<Reservation> shown =
        upcoming.stream()
            .filter(one -> one.from().isBefore(end) && one.to().isAfter(begin))
            .toList();
    return new Strip(
        IntStream.range(0, DAYS).mapToObj(day -> DAY.format(today.plusDays(day))).toList(),
        shown.stream().map(one -> slot(one, begin, end, now)).toList(),
        (int) upcoming.stream().filter(one -> !one.from().isBefore(end)).count());
  }

  private static Slot slot(Reservation one, Instant begin, Instant end, Instant now) {
    double from = Math.max(0, share(begin, one.from(), end));
    double to = Math.min(100, share(begin, one.to(), end));
    int devices = one.devices().size();
    return new Slot(
        one.title(),
        from,
        to - from,
        "%s to %s, %s"
            .formatted(
                GpuWords.clock(one.from(), now),
                GpuWords.clockAfter(one.from(), one.to(), now),
                GpuWords.number(devices) + (devices == 1 ? " GPU" : " GPUs")),
        one.isOn(now));
  }

  private static double share(Instant begin, Instant at, Instant end) {
    return 100.0
        * Duration.between(begin, at).toSeconds()
        / Duration.between(begin, end).toSeconds();
  }

  public boolean isEmpty() {
    return slots.isEmpty() && later == 0;
  }
}
