package dev.carrel.environment;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.UncheckedIOException;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

/** The same on a real engine: {@code -Dcarrel.cycles.real=1000} for the full number. */
@QuarkusTest
@TestProfile(GpuEngine.class)
class LeaseCyclesIT extends LeaseCycles {
  private static final int CYCLES = Integer.getInteger("carrel.cycles.real", 40);

  @Test
  void noDeviceEverHasTwoHoldersAndNoneIsLost() throws Exception {
    comeAndGo(CYCLES);
  }

  @Override
  void kill(String container, boolean outOfMemory) {
    beside("kill", container);
  }

  @Override
  void lose(String container) {
    beside("rm", "--force", container);
  }

  private static void beside(String... words) {
    try {
      HookedEngine.docker(words);
    } catch (UncheckedIOException refused) {
      throw new NoSuchElementException(refused);
    }
  }
}
