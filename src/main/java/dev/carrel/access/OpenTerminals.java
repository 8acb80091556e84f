package dev.carrel.access;

import dev.carrel.gpu.history.Presence;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;

/** Tells the history in which environments a terminal is open. */
@ApplicationScoped
class OpenTerminals implements Presence {
  private final Terminals terminals;

  @Inject
  OpenTerminals(Terminals terminals) {
    this.terminals = terminals;
  }

  @Override
  public Map<Long, Integer> open() {
    return terminals.count();
  }
}
