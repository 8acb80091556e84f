package dev.carrel.gpu.history;

import java.util.List;

/** Tells which environments run; whoever launches them gives it. */
public interface Occupants {

  List<Occupant> running();

  /**
   * @param container the engine's id of its container
   */
  record Occupant(long environment, String container) {}
}
