package dev.carrel.gpu.history;

import jakarta.inject.Singleton;
import java.util.List;

/** Environments that run because a test says so. */
@Singleton
class FixedOccupants implements Occupants {
  volatile List<Occupant> running = List.of();

  @Override
  public List<Occupant> running() {
    return running;
  }
}
