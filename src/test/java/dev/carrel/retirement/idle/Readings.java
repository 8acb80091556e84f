package dev.carrel.retirement.idle;

import dev.carrel.gpu.history.EnvironmentPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes down what an environment did, minute by minute. */
final class Readings {
  static final Instant START = Instant.parse("2026-11-23T08:00:00Z");
  static final IdleRule RULE =
      new IdleRule(
          5,
          Duration.ofMinutes(60),
          Duration.ofMinutes(30),
          Duration.ofMinutes(30),
          Duration.ofMinutes(10),
          0.5);

  private final List<EnvironmentPoint> points = new ArrayList<>();
  private Instant next = START;
  private double cpu = 0.02;
  private int waiting;
  private boolean longJob;

  /** So many minutes at that percentage. */
  Readings at(double gpu, int minutes) {
    for (int i = 0; i < minutes; i++) {
      points.add(point(next, Optional.of(gpu)));
      next = next.plus(Duration.ofMinutes(1));
    }
    return this;
  }

  /** So many minutes in which the device's figures were not to be believed. */
  Readings unknown(int minutes) {
    for (int i = 0; i < minutes; i++) {
      points.add(point(next, Optional.empty()));
      next = next.plus(Duration.ofMinutes(1));
    }
    return this;
  }

  /** So many minutes of which nothing was written down. */
  Readings nothing(int minutes) {
    next = next.plus(Duration.ofMinutes(minutes));
    return this;
  }

  Readings cpu(double busy) {
    cpu = busy;
    return this;
  }

  Readings waiting(int requests) {
    waiting = requests;
    return this;
  }

  Readings longJob() {
    longJob = true;
    return this;
  }

  private EnvironmentPoint point(Instant at, Optional<Double> gpu) {
    return new EnvironmentPoint(
        at,
        Duration.ofMinutes(1),
        1,
        gpu.isPresent(),
        gpu,
        gpu,
        Optional.of(1L << 30),
        Optional.of(cpu),
        Optional.of(1L << 30),
        Optional.empty(),
        Optional.empty(),
        1,
        waiting);
  }

  Instant now() {
    return next;
  }

  Trace trace() {
    return new Trace(START, longJob, false, points);
  }

  List<EnvironmentPoint> points() {
    return points;
  }

  Verdict verdict() {
    return new Judge(RULE).of(trace(), next);
  }
}
