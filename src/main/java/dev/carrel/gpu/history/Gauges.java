package dev.carrel.gpu.history;

import java.util.Map;

/** Reads what devices show; whoever keeps the inventory gives it. */
public interface Gauges {

  /** By device, as of the last reading that succeeded: a device whose figures are unknown lacks. */
  Map<Long, Gauge> read();
}
