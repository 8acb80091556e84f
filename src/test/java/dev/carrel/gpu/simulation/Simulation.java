package dev.carrel.gpu.simulation;

import static dev.carrel.gpu.simulation.Week.HOUR;
import static dev.carrel.gpu.simulation.Week.MINUTE;

import dev.carrel.gpu.Device;
import dev.carrel.gpu.GpuRequest;
import dev.carrel.gpu.plan.Floor;
import dev.carrel.gpu.plan.Grant;
import dev.carrel.gpu.plan.Holder;
import dev.carrel.gpu.plan.Rules;
import dev.carrel.gpu.plan.Waiting;
import dev.carrel.retirement.idle.ShippedRule.Watched;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;

/** One policy over some weeks, event by event. The same seed gives everybody the same wishes. */
final class Simulation {
  private static final long EXTENSION = 8 * HOUR;
  private static final long LONGEST_LEASE = 24 * HOUR;
  private static final long HOLD = Rules.SHIPPED.hold().toSeconds();

  private record Event(long at, long order, Runnable what) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
    }
  }

  private final Scenario scenario;
  private final Policy policy;
  private final Random[] wishes;
  private final Random[] chances;
  private final List<Device> devices;
  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private final Map<Long, Stay> waiting = new LinkedHashMap<>();
  private final Set<Stay> holding = new LinkedHashSet<>();
  private final Ledger ledger;
  private final Tally tally;
  private final Hours hours;
  private final double secondsBetween;
  private final long end;
  private long now;
  private long order;
  private long requests;
  private boolean dispatching;

  /** One week of warm-up comes before the scenario's. */
  Simulation(Scenario scenario, Policy policy, long seed) {
    this.scenario = scenario;
    this.policy = policy;
    this.secondsBetween = scenario.secondsBetween();
    this.end = (scenario.weeks() + 1) * Week.LENGTH;
    this.tally = new Tally(Week.LENGTH, end, scenario.devices(), scenario.users());
    this.hours = new Hours(Week.LENGTH, scenario.devices());
    this.ledger = new Ledger(scenario.users());
    this.devices =
        LongStream.rangeClosed(1, scenario.devices()).mapToObj(Simulation::device).toList();
    this.wishes = new Random[scenario.users()];
    this.chances = new Random[scenario.users()];
    for (int person = 0; person < wishes.length; person++) {
      wishes[person] = new Random(seed * 1_000_003 + person);
      chances[person] = new Random(seed * 2_000_003 + person);
    }
  }

  private static Device device(long id) {
    return new Device(
        id,
        "GPU-" + id,
        Optional.empty(),
        (int) id,
        "NVIDIA A100-SXM4-80GB",
        Optional.empty(),
        80_000_000_000L,
        Optional.empty(),
        BigDecimal.ONE,
        false,
        Device.Availability.FREE,
        Optional.empty());
  }

  Outcome run() {
    for (int person = 0; person < scenario.users(); person++) {
      think(person);
    }
    at(MINUTE, this::minute);
    while (!events.isEmpty() && events.peek().at() < end) {
      Event event = events.poll();
      hours.pass(now, event.at(), holding, anybodyWaits());
      now = event.at();
      event.what().run();
    }
    hours.pass(now, end, holding, anybodyWaits());
    now = end;
    waiting.values().stream().filter(stay -> !stay.away).forEach(stay -> tally.waited(stay, end));
    for (Stay stay : holding) {
      tally.held(stay, end);
      if (stay.busySince != Stay.NOT) {
        tally.busy(stay, end);
      }
    }
    return tally.outcome(hours);
  }

  /** Whoever is away waits for nobody else to leave. */
  private boolean anybodyWaits() {
    return waiting.values().stream().anyMatch(stay -> !stay.away);
  }

  private void at(long time, Runnable what) {
    events.add(new Event(Math.max(now, time), order++, what));
  }

  /** What was meant for this wait or this lease is dropped once it is over. */
  private void at(long time, Stay stay, Runnable what) {
    int turn = stay.turn;
    at(
        time,
        () -> {
          if (stay.turn == turn) {
            what.run();
          }
        });
  }

  /** The next wish comes the sooner, the more the hour is one for work. */
  private void think(int person) {
    double patience = -Math.log(1 - wishes[person].nextDouble()) * secondsBetween;
    long time = now;
    double eager = Week.eagerness(time) * (HOUR - time % HOUR);
    while (patience > eager) {
      patience -= eager;
      time += HOUR - time % HOUR;
      eager = Week.eagerness(time) * HOUR;
    }
    at(
        time + (long) (patience / Week.eagerness(time)),
        () -> ask(new Stay(person, Habits.next(wishes[person], scenario.most()))));
  }

  private void ask(Stay stay) {
    stay.place = now;
    queue(stay);
  }

  private void queue(Stay stay) {
    stay.turn++;
    stay.queued = now;
    waiting.put(++requests, stay);
    dispatchSoon();
  }

  private void dispatchSoon() {
    if (!dispatching && !waiting.isEmpty()) {
      dispatching = true;
      at(now, this::dispatch);
    }
  }

  private void dispatch() {
    dispatching = false;
    for (Grant grant : policy.grants(new Moment(floor(), Instant.ofEpochSecond(now)))) {
      start(waiting.remove(grant.request()), grant.devices());
    }
  }

  private Floor floor() {
    List<Holder> holders = new ArrayList<>();
    for (Stay stay : holding) {
      for (long device : stay.devices) {
        holders.add(
            Holder.until(
                device, stay.person, Ledger.group(stay.person), Instant.ofEpochSecond(stay.ends)));
      }
    }
    List<Waiting> queue = new ArrayList<>(waiting.size());
    waiting.forEach(
        (request, stay) -> {
          if (!stay.away) {
            queue.add(
                new Waiting(
                    request,
                    request,
                    stay.person,
                    Ledger.group(stay.person),
                    GpuRequest.of(stay.work.devices()),
                    Duration.ofSeconds(stay.work.asked()),
                    0,
                    Instant.ofEpochSecond(stay.place)));
          }
        });
    return new Floor(devices, holders, queue, ledger.used(holding, now), List.of(), Rules.SHIPPED);
  }

  private void start(Stay stay, List<Long> given) {
    tally.waited(stay, now);
    stay.turn++;
    stay.queued = Stay.NOT;
    stay.granted = now;
    stay.ends = now + stay.work.asked();
    stay.devices = given;
    stay.watched = new Watched(Instant.ofEpochSecond(now));
    stay.begun = false;
    holding.add(stay);
    stay.rests(now);
    at(stay.ends, stay, () -> due(stay));
    if (policy.runsCommands() && stay.work.command()) {
      begin(stay);
      return;
    }
    stay.pickUpBy = now + HOLD;
    if (!stay.coming) {
      stay.coming = true;
      at(Week.noticed(now, 10, chances[stay.person]), () -> come(stay));
    }
  }

  /** The person looks at what was given, which may have gone to somebody else meanwhile. */
  private void come(Stay stay) {
    stay.coming = false;
    if (stay.away) {
      stay.away = false;
      // Nobody waited meanwhile.
      stay.queued = now;
    }
    if (stay.holds()) {
      begin(stay);
    } else if (stay.waits()) {
      dispatchSoon();
    } else {
      ask(stay);
    }
  }

  /** The person, or the command, goes on. */
  private void turnUp(Stay stay, int turn) {
    boolean stillThere = stay.turn == turn;
    if (stillThere) {
      begin(stay);
    } else if (!stay.holds() && !stay.waits()) {
      ask(stay);
    }
  }

  private void begin(Stay stay) {
    stay.idleSince = Stay.NOT;
    stay.begun = true;
    stay.pickUpBy = Stay.NOT;
    stay.busySince = now;
    at(now + stay.work.stretches().get(stay.stretch).busy(), stay, () -> pause(stay));
  }

  private void pause(Stay stay) {
    tally.busy(stay, now);
    stay.busySince = Stay.NOT;
    Work.Stretch done = stay.work.stretches().get(stay.stretch);
    stay.stretch++;
    stay.rests(now);
    if (stay.finished()) {
      leave(stay);
      return;
    }
    int turn = stay.turn;
    long back = done.overnight() ? Week.morning(now, chances[stay.person]) : now + done.pause();
    at(back, () -> turnUp(stay, turn));
  }

  private void leave(Stay stay) {
    think(stay.person);
    if (policy.runsCommands() && stay.work.command()) {
      release(stay);
    } else if (stay.work.tidy()) {
      long comes = Week.noticed(now, stay.work.batch() ? 120 : 15, chances[stay.person]);
      at(comes, stay, () -> release(stay));
    }
  }

  /** What the portal does by its timers. */
  private void minute() {
    at(now + MINUTE, this::minute);
    dispatchSoon();
    if (policy.passesTurns()) {
      passTurns();
    }
    if (policy.reaps()) {
      Instant time = Instant.ofEpochSecond(now);
      List.copyOf(holding).stream()
          .filter(stay -> stay.idleSince != Stay.NOT)
          .forEach(stay -> look(stay, time));
    }
  }

  /** What nobody picked up is given back, and asked for again from the old place. */
  private void passTurns() {
    for (Stay stay : List.copyOf(holding)) {
      if (stay.pickUpBy != Stay.NOT && stay.pickUpBy <= now) {
        release(stay);
        stay.away = true;
        queue(stay);
      }
    }
  }

  private void look(Stay stay, Instant time) {
    switch (stay.watched.look(
        Instant.ofEpochSecond(stay.idleSince), anybodyWaits() ? 1 : 0, time)) {
      case NOTHING -> {}
      case NOTICE -> noticed(stay, time);
      case RELEASE -> {
        tally.reclaimed(now);
        release(stay);
      }
    }
  }

  /** Whoever wants to keep the devices says so once in a break. */
  private void noticed(Stay stay, Instant time) {
    if (!stay.noticed && stay.kept() > 0) {
      stay.watched.keep(time, Duration.ofSeconds(stay.kept()));
    }
    stay.noticed = true;
  }

  /** The lease ends, unless somebody who works has it extended. */
  private void due(Stay stay) {
    boolean working = stay.busySince != Stay.NOT;
    boolean wanted = working || !stay.finished() && Week.awake(now);
    long most = anybodyWaits() ? stay.granted + LONGEST_LEASE : now + EXTENSION;
    if (wanted && most > now) {
      stay.ends = Math.min(now + EXTENSION, most);
      at(stay.ends, stay, () -> due(stay));
      return;
    }
    if (working) {
      tally.busy(stay, now);
      stay.work = stay.work.from(stay.stretch, now - stay.busySince);
      stay.stretch = 0;
      release(stay);
      ask(stay);
    } else {
      release(stay);
    }
  }

  private void release(Stay stay) {
    tally.held(stay, now);
    ledger.add(stay, now);
    holding.remove(stay);
    stay.turn++;
    stay.granted = Stay.NOT;
    stay.busySince = Stay.NOT;
    stay.idleSince = Stay.NOT;
    stay.devices = List.of();
    dispatchSoon();
  }
}
