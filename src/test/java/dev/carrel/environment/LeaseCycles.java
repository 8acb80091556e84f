package dev.carrel.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carrel.account.Account;
import dev.carrel.engine.ContainerState;
import dev.carrel.engine.Engine;
import dev.carrel.engine.EngineRefused;
import dev.carrel.gpu.GpuFixture;
import dev.carrel.gpu.LeaseBook;
import dev.carrel.gpu.MortalDispatcher;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/**
 * Environments come and go, on too few devices, under several portals that are killed at any step
 * while the application's own portal is at work too. Whatever happens, no device has two holders,
 * in the books or in the engine, and none is lost.
 */
abstract class LeaseCycles {
  private static final Logger LOG = Logger.getLogger(LeaseCycles.class);
  private static final long SEED = Long.getLong("carrel.cycles.seed", 20261123L);

  /** Each has an account and an environment of its own. */
  private static final int PEOPLE = 8;

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int WHOLE = 3;
  private static final int SLICES = 2;

  @Inject LaunchFixture fixture;
  @Inject GpuFixture gpus;
  @Inject Launcher launcher;
  @Inject Environments environments;
  @Inject EnvironmentBook book;
  @Inject LeaseBook leases;
  @Inject Attendance attendance;
  @Inject MortalDispatcher dispatcher;
  @Inject ShakyPortal portal;
  @Inject Engine engine;

  private final String model = GpuFixture.model();
  private final AtomicInteger cycles = new AtomicInteger();
  private int wanted;
  private final LongAdder kills = new LongAdder();
  private final Map<How, LongAdder> ends = new EnumMap<>(How.class);

  private enum How {
    STOPPED,
    STOPPED_AT_ONCE,
    KILLED,
    LOST,
    STOPPED_BESIDE,
    TURN_PASSED,
    RETIRED
  }

  /** Somebody on the host kills it, or the kernel does. */
  abstract void kill(String container, boolean outOfMemory);

  /** Somebody on the host removes it. */
  abstract void lose(String container);

  void comeAndGo(int times) throws Exception {
    wanted = times;
    gpus.devices(model, WHOLE);
    gpus.slices(model, SLICES);
    for (How how : How.values()) {
      ends.put(how, new LongAdder());
    }
    long began = System.nanoTime();
    long looks;
    try (var lookout = new Lookout(engine);
        var threads = Executors.newFixedThreadPool(PEOPLE)) {
      List<Future<?>> people = new ArrayList<>();
      for (int i = 0; i < PEOPLE; i++) {
        long seed = SEED + i;
        people.add(threads.submit(() -> comeAndGo(seed)));
      }
      for (Future<?> one : people) {
        one.get();
      }
      assertThat(lookout.clashes()).isEmpty();
      looks = lookout.looks();
    }
    assertThat(held()).as("devices that nobody gave back").isZero();
    assertThat(everHadTwo()).as("leases that overlap in time on one device").isZero();
    allAreThereStill();
    LOG.infof(
        "%d cycles in %d s: %d portals killed, ends %s, %d looks at the engine",
        cycles.get(),
        Duration.ofNanos(System.nanoTime() - began).toSeconds(),
        kills.sum(),
        ends,
        looks);
    gpus.remove(model);
  }

  private void comeAndGo(long seed) {
    var random = new Random(seed);
    Account account = fixture.account();
    String image = fixture.image(account, "tools");
    LaunchRequest request =
        LaunchRequest.fromImage("cycle", image)
            .withLimits(new BigDecimal("0.1"), 64L << 20, new BigDecimal("0.5"))
            .withGpus(GpuFixture.wish(1 + random.nextInt(2), model));
    long environment = launcher.launch(account, request).id();
    boolean fresh = true;
    int cycle;
    while ((cycle = cycles.incrementAndGet()) <= wanted) {
      if (!fresh) {
        book.start(account, "cycle");
      }
      fresh = false;
      How how = how(random);
      ends.get(how).increment();
      if (how != How.STOPPED_AT_ONCE) {
        brings(environment, random, Status.RUNNING, Status.FAILED);
      }
      end(how, account, environment, random);
      if (how == How.RETIRED) {
        brings(environment, random, Status.RETIRED);
        environment = launcher.launch(account, request).id();
        fresh = true;
      } else {
        brings(environment, random, Status.STOPPED, Status.FAILED);
      }
      if (cycle % 500 == 0) {
        forget(cycle);
      }
    }
    cycles.decrementAndGet();
    book.retire(account, "cycle");
    brings(environment, random, Status.RETIRED);
  }

  private static How how(Random random) {
    int roll = random.nextInt(100);
    if (roll < 40) {
      return How.STOPPED;
    }
    if (roll < 55) {
      return How.STOPPED_AT_ONCE;
    }
    if (roll < 70) {
      return How.KILLED;
    }
    if (roll < 84) {
      return How.LOST;
    }
    if (roll < 94) {
      return How.STOPPED_BESIDE;
    }
    return roll < 98 ? How.TURN_PASSED : How.RETIRED;
  }

  private void end(How how, Account account, long environment, Random random) {
    String container = book.byId(environment).orElseThrow().container().orElse("none");
    try {
      switch (how) {
        case STOPPED, STOPPED_AT_ONCE -> book.stop(account, "cycle");
        case KILLED -> kill(container, random.nextBoolean());
        case LOST -> lose(container);
        case STOPPED_BESIDE -> engine.containers().stop(container, Duration.ZERO);
        case TURN_PASSED -> passTurn(account, environment, random);
        case RETIRED -> book.retire(account, "cycle");
      }
    } catch (NoSuchElementException | EngineRefused gone) {
      book.stop(account, "cycle");
    }
  }

  /** It waits for its owner then, and goes on when that one comes. */
  private void passTurn(Account account, long environment, Random random) {
    gpus.sql(
        "update gpu_request set pick_up_by = now() where environment_id = ?1 and pick_up_by is not null",
        environment);
    if (QuarkusTransaction.requiringNew().call(() -> attendance.pass(environment))) {
      brings(environment, random, Status.QUEUED, Status.FAILED);
      attendance.here(account, "cycle");
      brings(environment, random, Status.RUNNING, Status.FAILED);
    }
    book.stop(account, "cycle");
  }

  /** Portals try, and some of them die, until it is what it should be. */
  private void brings(long environment, Random random, Status... wanted) {
    long began = System.nanoTime();
    while (!isOneOf(environment, wanted)) {
      if (System.nanoTime() - began > PATIENCE.toNanos()) {
        throw new AssertionError(
            "%s does not become one of %s".formatted(book.byId(environment), List.of(wanted)));
      }
      if (portal.reconcile(environment, random)) {
        kills.increment();
      }
      if (random.nextInt(4) == 0) {
        dispatcher.look(random.nextInt(6) == 0);
      }
      pause(random);
    }
  }

  private boolean isOneOf(long environment, Status... wanted) {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                environments.count("id = ?1 and status in ?2", environment, List.of(wanted)) == 1);
  }

  /** The application's own portal has its part in it, too. */
  private static void pause(Random random) {
    try {
      Thread.sleep(random.nextInt(8));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private long held() {
    await().atMost(Duration.ofSeconds(10)).until(() -> open() == 0);
    return open();
  }

  private long open() {
    return gpus.number(
        """
        select count(*) from gpu_lease l join gpu_device d on d.id = l.device_id
        where d.model = ?1 and l.released_at is null""",
        model);
  }

  private long everHadTwo() {
    return gpus.number(
        """
        select count(*) from gpu_lease a join gpu_lease b on a.id < b.id and a.slots && b.slots
          and a.granted_at < b.released_at and b.granted_at < a.released_at
        join gpu_device d on d.id = a.device_id where d.model = ?1""",
        model);
  }

  private void allAreThereStill() {
    List<Account> people = new ArrayList<>();
    for (int i = 0; i < WHOLE + SLICES; i++) {
      Account account = fixture.account();
      people.add(account);
      launcher.launch(
          account,
          LaunchRequest.fromImage("last", fixture.image(account, "tools"))
              .withLimits(new BigDecimal("0.1"), 64L << 20, BigDecimal.ONE)
              .withGpus(GpuFixture.wish(1, model)));
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> people.stream().allMatch(one -> book.get(one, "last").running()));
    assertThat(open()).isEqualTo(WHOLE + SLICES);
    people.forEach(one -> book.retire(one, "last"));
    await().until(() -> open() == 0);
    assertThat(
            engine.containers().list(Map.of()).stream()
                .filter(c -> c.name().startsWith("cycle._.") || c.name().startsWith("last._."))
                .filter(c -> c.state() instanceof ContainerState.Running))
        .isEmpty();
  }

  /** Half a year of a site's use would else lie in one week, and slow the sums over it down. */
  private void forget(int cycle) {
    assertThat(everHadTwo()).isZero();
    LOG.debugf("%d cycles, %d portals killed", cycle, kills.sum());
    gpus.sql(
        """
        delete from gpu_lease l using gpu_device d where d.id = l.device_id and d.model = ?1
          and l.released_at < now() - interval '2 seconds'""",
        model);
  }
}
