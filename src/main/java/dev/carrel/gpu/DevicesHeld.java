package dev.carrel.gpu;

import java.util.List;

/** The turn of these has come: their devices are set aside and wait to be picked up. */
public record DevicesHeld(List<Turn> turns) {

  /**
   * @param account the environment's owner
   */
  public record Turn(long environment, long account) {}

  public DevicesHeld {
    turns = List.copyOf(turns);
  }
}
