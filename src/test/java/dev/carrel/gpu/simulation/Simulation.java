package dev.carrel.gpu.simulation;

import static dev.carrel.gpu.simulation.Week.HOUR;
import static dev.carrel.gpu.simulation.Week.MINUTE;

import dev.carrel.gpu.plan.Grant;
import dev.carrel.gpu.plan.Rules;
import dev.carrel.retirement.idle.ShippedRule.Watched;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** One policy over some weeks, event by event. The same seed gives everybody the same wishes. */
final class Simulation {
  private static final long EXTENSION = 8 * HOUR;
  private static final long LONGEST_LEASE = 24 * HOUR;
  private static final long HOLD = Rules.SHIPPED.hold().toSeconds();

  private final Scenario scenario;
  private final Policy policy;
  private final Random[] wishes;
  private final Random[] chances;
  private final Agenda agenda = new Agenda();
  private final Machine machine;
  private final Ledger ledger;
  private final Tally tally;
  private final Hours hours;
  private final double secondsBetween;
  private final long end;
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
    this.machine = new Machine(scenario.devices());
    this.wishes = new Random[scenario.users()];
    this.chances = new Random[scenario.users()];
    for (int person = 0; person < wishes.length; person++) {
      wishes[person] = new Random(seed * 1_000_003 + person);
      chances[person] = new Random(seed * 2_000_003 + person);
    }
  }

  Outcome run() {
    for (int person = 0; person < scenario.users(); person++) {
      think(person);
    }
    agenda.at(MINUTE, this::minute);
    agenda.run(
        end, (since, until) -> hours.pass(since, until, machine.holding(), machine.anybodyWaits()));
    machine
        .everybody()
        .filter(stay -> stay.asked != Stay.NOT)
        .forEach(stay -> tally.waited(stay, end));
    for (Stay stay : machine.holding()) {
      tally.held(stay, end);
      if (stay.busySince != Stay.NOT) {
        tally.busy(stay, end);
      }
    }
    return tally.outcome(hours);
  }

  /** The next wish comes the sooner, the more the hour is one for work. */
  private void think(int person) {
    double patience = -Math.log(1 - wishes[person].nextDouble()) * secondsBetween;
    long time = now();
    double eager = Week.eagerness(time) * (HOUR - time % HOUR);
    while (patience > eager) {
      patience -= eager;
      time += HOUR - time % HOUR;
      eager = Week.eagerness(time) * HOUR;
    }
    agenda.at(
        time + (long) (patience / Week.eagerness(time)),
        () -> ask(new Stay(person, Habits.next(wishes[person], scenario.most()))));
  }

  private void ask(Stay stay) {
    stay.place = now();
    if (stay.asked == Stay.NOT) {
      stay.asked = now();
    }
    tally.asks(now());
    queue(stay);
  }

  private void queue(Stay stay) {
    stay.turn++;
    stay.queued = now();
    machine.queue(stay);
    dispatchSoon();
  }

  private long now() {
    return agenda.now();
  }

  private void dispatchSoon() {
    if (!dispatching && machine.anybodyWaits()) {
      dispatching = true;
      agenda.at(now(), this::dispatch);
    }
  }

  private void dispatch() {
    dispatching = false;
    for (Grant grant :
        policy.grants(new Moment(machine.floor(ledger, now()), Instant.ofEpochSecond(now())))) {
      start(machine.give(grant.request()), grant.devices());
    }
  }

  private void start(Stay stay, List<Long> given) {
    stay.turn++;
    stay.queued = Stay.NOT;
    stay.granted = now();
    stay.ends = now() + stay.work.asked();
    stay.devices = given;
    stay.watched = new Watched(Instant.ofEpochSecond(now()));
    stay.begun = false;
    stay.rests(now());
    agenda.at(stay.ends, stay, () -> due(stay));
    if (policy.runsCommands() && stay.work.command()) {
      begin(stay);
      return;
    }
    stay.pickUpBy = now() + HOLD;
    if (!stay.coming) {
      stay.coming = true;
      agenda.at(Week.noticed(now(), 10, chances[stay.person]), () -> come(stay));
    }
  }

  /** The person looks at what was given, which may have gone to somebody else meanwhile. */
  private void come(Stay stay) {
    stay.coming = false;
    stay.away = false;
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
    if (stay.asked != Stay.NOT) {
      tally.waited(stay, now());
      stay.asked = Stay.NOT;
    }
    stay.begun = true;
    stay.pickUpBy = Stay.NOT;
    stay.busySince = now();
    agenda.at(now() + stay.work.stretches().get(stay.stretch).busy(), stay, () -> pause(stay));
  }

  private void pause(Stay stay) {
    tally.busy(stay, now());
    stay.busySince = Stay.NOT;
    Work.Stretch done = stay.work.stretches().get(stay.stretch);
    stay.stretch++;
    stay.rests(now());
    if (stay.finished()) {
      leave(stay);
      return;
    }
    int turn = stay.turn;
    long back = done.overnight() ? Week.morning(now(), chances[stay.person]) : now() + done.pause();
    agenda.at(back, () -> turnUp(stay, turn));
  }

  private void leave(Stay stay) {
    think(stay.person);
    if (policy.runsCommands() && stay.work.command()) {
      release(stay);
    } else if (stay.work.tidy()) {
      long comes = Week.noticed(now(), stay.work.batch() ? 120 : 15, chances[stay.person]);
      agenda.at(comes, stay, () -> release(stay));
    }
  }

  /** What the portal does by its timers. */
  private void minute() {
    agenda.at(now() + MINUTE, this::minute);
    dispatchSoon();
    if (policy.passesTurns()) {
      passTurns();
    }
    if (policy.reaps()) {
      Instant time = Instant.ofEpochSecond(now());
      List.copyOf(machine.holding()).stream()
          .filter(stay -> stay.idleSince != Stay.NOT)
          .forEach(stay -> look(stay, time));
    }
  }

  /** What nobody picked up is given back, and asked for again from the old place. */
  private void passTurns() {
    for (Stay stay : List.copyOf(machine.holding())) {
      if (stay.pickUpBy != Stay.NOT && stay.pickUpBy <= now()) {
        release(stay);
        stay.away = true;
        queue(stay);
      }
    }
  }

  private void look(Stay stay, Instant time) {
    switch (stay.watched.look(
        Instant.ofEpochSecond(stay.idleSince), machine.anybodyWaits() ? 1 : 0, time)) {
      case NOTHING -> {}
      case NOTICE -> noticed(stay, time);
      case RELEASE -> {
        tally.reclaimed(now());
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
    boolean wanted = working || !stay.finished() && Week.awake(now());
    long most = machine.anybodyWaits() ? stay.granted + LONGEST_LEASE : now() + EXTENSION;
    if (wanted && most > now()) {
      stay.ends = Math.min(now() + EXTENSION, most);
      agenda.at(stay.ends, stay, () -> due(stay));
      return;
    }
    if (working) {
      tally.busy(stay, now());
      stay.work = stay.work.from(stay.stretch, now() - stay.busySince);
      stay.stretch = 0;
      release(stay);
      ask(stay);
    } else {
      release(stay);
    }
  }

  private void release(Stay stay) {
    tally.held(stay, now());
    ledger.add(stay, now());
    machine.takeBack(stay);
    stay.turn++;
    stay.granted = Stay.NOT;
    stay.busySince = Stay.NOT;
    stay.idleSince = Stay.NOT;
    stay.devices = List.of();
    dispatchSoon();
  }
}
