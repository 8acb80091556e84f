package dev.carrel.gpu;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** What this replica saw last: held in memory, as every replica reads for itself. */
@ApplicationScoped
class LastReading {
  private volatile State state = State.UNREAD;
  private volatile Map<Long, Figures> figures = Map.of();

  State state() {
    return state;
  }

  Map<Long, Figures> figures() {
    return figures;
  }

  /** Figures are of now or of nothing: a failed reading has none. */
  void is(State now, Map<Long, Figures> busy) {
    state = now;
    figures = Map.copyOf(busy);
  }
}
