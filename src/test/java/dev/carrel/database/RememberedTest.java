package dev.carrel.database;

import static org.assertj.core.api.Assertions.assertThat;

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
}
