package dev.carrel.gpu.history;

import java.util.Map;

/** Tells where somebody is at work; whoever opens the ways in gives it. */
public interface Presence {

  /** How many terminals and apps are open, by environment; one without any lacks. */
  Map<Long, Integer> open();
}
