package dev.carrel.gpu.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * What somebody wants to do on devices, whoever decides when.
 *
 * @param batch it runs by itself once it was started
 * @param command it is given as a command where the portal takes one, so that it starts and ends
 *     without a person
 * @param devices at once
 * @param asked for how long, seconds
 * @param stretches of work, with a break after each but the last
 * @param tidy the person gives the devices back when done
 */
record Work(
    boolean batch,
    boolean command,
    int devices,
    long asked,
    List<Stretch> stretches,
    boolean tidy) {

  /**
   * @param busy seconds in which the devices compute
   * @param pause seconds in which they are idle, before the next
   * @param overnight the person is back in the morning, however long that takes
   * @param kept how long the person would have them kept against the idle rule, seconds
   */
  record Stretch(long busy, long pause, boolean overnight, long kept) {}

  long deviceSeconds() {
    return devices * stretches.stream().mapToLong(Stretch::busy).sum();
  }

  /** What is left when it was cut off; the work done so far is not lost. */
  Work from(int stretch, long done) {
    Stretch first = stretches.get(stretch);
    List<Stretch> left = new ArrayList<>(stretches.subList(stretch, stretches.size()));
    left.set(
        0,
        new Stretch(
            Math.max(1, first.busy() - done), first.pause(), first.overnight(), first.kept()));
    return new Work(batch, command, devices, asked, left, tidy);
  }
}
