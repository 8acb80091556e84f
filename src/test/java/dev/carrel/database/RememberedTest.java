package dev.carrel.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RememberedTest {
  private final Remembered<Integer> remembered = new Remembered<>();
  private final AtomicInteger reads = new AtomicInteger();

  @Test
  void readsOnceUntilToldToForget() {
    assertThat(remembered.get(1, reads::incrementAndGet)).isEqualTo(1);
    assertThat(remembered.get(1, reads::incrementAndGet)).isEqualTo(1);
    remembered.forget(1);
    assertThat(remembered.get(1, reads::incrementAndGet)).isEqualTo(2);
  }

  @Test
  void doesNotKeepWhatWasReadWhileItChanged() {
    int stale =
        remembered.get(
            1,
            () -> {
              int value = reads.incrementAndGet();
              remembered.forget(1);
              return value;
            });
    assertThat(stale).isEqualTo(1);
    assertThat(remembered.get(1, reads::incrementAndGet)).isEqualTo(2);
  }

  @Test
  void oneAccountsChangeLeavesTheOthers() {
    remembered.get(1, reads::incrementAndGet);
    remembered.get(2, reads::incrementAndGet);
    remembered.forget(1);
    assertThat(remembered.get(2, reads::incrementAndGet)).isEqualTo(2);
  }

  @Test
  void aGapForgetsEverything() {
    remembered.get(1, reads::incrementAndGet);
    remembered.clear();
    assertThat(remembered.get(1, reads::incrementAndGet)).isEqualTo(2);
  }

  @Test
  void readsAgainWhatCouldNotBeRead() {
    assertThatThrownBy(
            () ->
                remembered.get(
                    1,
                    () -> {
                      throw new IllegalStateException("the database is away");
                    }))
        .hasMessage("the database is away");
    assertThat(remembered.get(1, reads::incrementAndGet)).isEqualTo(1);
  }

  @Test
  void waitsForNobodyElsesReading() {
    int other = remembered.get(1, () -> remembered.get(1, reads::incrementAndGet) + 10);
    assertThat(other).isEqualTo(11);
  }
}
