package dev.carrel.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carrel.engine.Terminal;
import dev.carrel.engine.TerminalSize;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalSessionTest {
  private final List<String> typed = new ArrayList<>();
  private int told;
  private boolean databaseAway;

  private final TerminalSession session = new TerminalSession(Instant.EPOCH, this::tell, () -> {});

  private final Terminal shell =
      new Terminal() {
        @Override
        public void write(byte[] input) {
          typed.add(new String(input));
        }

        @Override
        public void resize(TerminalSize size) {}

        @Override
        public boolean open() {
          return true;
        }

        @Override
        public void close() {}
      };

  private void tell() {
    if (databaseAway) {
      throw new IllegalStateException("The database does not answer");
    }
    told++;
  }

  @Test
  void tellsOfTheFirstKeyOnly() {
    session.start(listener -> shell);
    assertThat(told).isZero();
    type("l");
    type("s");
    assertThat(told).isOne();
  }

  @Test
  void passesOnWhatIsTypedWhileItCannotBeTold() {
    session.start(listener -> shell);
    databaseAway = true;
    type("l");
    assertThat(typed).containsExactly("l");
    databaseAway = false;
    type("s");
    assertThat(told).isOne();
  }

  private void type(String text) {
    session.write(text.getBytes());
  }
}
