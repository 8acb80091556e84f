package dev.carrel.gpu.simulation;

import java.util.PriorityQueue;

/** What is to happen at which second. Nothing happens before now. */
final class Agenda {
  private record Event(long at, long order, Runnable what) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
    }
  }

  /** Nothing changes between the two times. */
  interface Passing {
    void pass(long since, long until);
  }

  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private long now;
  private long order;

  long now() {
    return now;
  }

  void at(long time, Runnable what) {
    events.add(new Event(Math.max(now, time), order++, what));
  }

  /** What was meant for this wait or this lease is dropped once it is over. */
  void at(long time, Stay stay, Runnable what) {
    int turn = stay.turn;
    at(
        time,
        () -> {
          if (stay.turn == turn) {
            what.run();
          }
        });
  }

  void run(long end, Passing passing) {
    while (!events.isEmpty() && events.peek().at() < end) {
      Event event = events.poll();
      passing.pass(now, event.at());
      now = event.at();
      event.what().run();
    }
    passing.pass(now, end);
    now = end;
  }
}
