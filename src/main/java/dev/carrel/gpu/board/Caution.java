package dev.carrel.gpu.board;

import dev.carrel.engine.Giving;
import dev.carrel.gpu.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Something about the whole of the GPUs that people must know. What exactly went wrong, which may
 * name programs and paths of the machine, and what to do about it stands on the operators' page.
 *
 * @param tone of the notice: {@code bad}, or empty for a warning
 * @param since when the last good reading was
 */
record Caution(String tone, String title, String text, Optional<Instant> since) {

  static List<Caution> of(State state, boolean devices) {
    var all = new ArrayList<Caution>();
    if (devices && state.giving() == Giving.NONE) {
      all.add(
          new Caution(
              "bad",
              "The GPUs are there, but cannot be given to environments.",
              "The container engine has no way to hand them over until NVIDIA's Container Toolkit is"
                  + " installed on this machine. Whoever asks for one waits.",
              Optional.empty()));
    }
    if (devices && state.stale()) {
      all.add(
          new Caution(
              "",
              "The GPUs cannot be read just now.",
              "What you see is the last known state; nobody loses a GPU because of it.",
              state.asOf()));
    }
    return List.copyOf(all);
  }
}
