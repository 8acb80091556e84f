package dev.carrel.gpu.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.carrel.gpu.reservation.Reservation;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StripTest {
  private static final Instant NOON = at("2026-11-23T12:00:00");

  @Test
  void drawsSevenDaysFromToday() {
    Strip strip =
        Strip.of(
            List.of(
                reservation("Lab class", "2026-11-24T00:00:00", "2026-11-24T12:00:00"),
                reservation("Exam", "2026-12-20T09:00:00", "2026-12-20T12:00:00")),
            NOON);
    assertThat(strip.days()).hasSize(7).startsWith("Mon 23");
    assertThat(strip.slots())
        .singleElement()
        .satisfies(
            slot -> {
              assertThat(slot.from()).isCloseTo(100.0 / 7, within(0.1));
              assertThat(slot.length()).isCloseTo(100.0 / 14, within(0.1));
              assertThat(slot.words()).isEqualTo("tomorrow 00:00 to 12:00, two GPUs");
              assertThat(slot.now()).isFalse();
            });
    assertThat(strip.later()).isEqualTo(1);
  }

  @Test
  void cutsWhatBeganBeforeAndMarksWhatIsOn() {
    Strip strip =
        Strip.of(List.of(reservation("Long", "2026-11-20T00:00:00", "2026-12-24T00:00:00")), NOON);
    Strip.Slot slot = strip.slots().getFirst();
    assertThat(slot.from()).isZero();
    assertThat(slot.length()).isEqualTo(100);
    assertThat(slot.now()).isTrue();
  }

  private static Reservation reservation(String title, String from, String to) {
    return new Reservation(
        1,
        title,
        at(from),
        at(to),
        List.of(1L, 2L),
        Optional.of("students"),
        List.of(),
        Optional.empty(),
        Duration.ZERO,
        true,
        "Olga Petrova");
  }

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(ZoneId.systemDefault()).toInstant();
  }
}
