package dev.carrel.gpu;

import dev.carrel.database.Signal;
import dev.carrel.database.Signals;
import dev.carrel.engine.Engine;
import dev.carrel.engine.EngineException;
import dev.carrel.engine.Giving;
import dev.carrel.gpu.smi.Card;
import dev.carrel.gpu.smi.CardLost;
import dev.carrel.gpu.smi.Kernel;
import dev.carrel.gpu.smi.Reading;
import dev.carrel.gpu.smi.Smi;
import dev.carrel.gpu.smi.Unreadable;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Reads the GPUs by the timer. A reading that failed changes nothing but what is said of it: no
 * device is lost, none released on its word.
 */
@ApplicationScoped
class Watch {
  private static final Logger LOG = Logger.getLogger(Watch.class);
  private static final Path PROC = Path.of("/proc");
  private static final String OFF = "none";
  private static final int MOST_CONTAINERS = 10_000;
  private static final Duration GIVING_EVERY = Duration.ofMinutes(1);

  private final InventoryConfig config;
  private final Reconciliation reconciliation;
  private final Devices devices;
  private final LastReading last;
  private final Engine engine;
  private final Signals signals;
  private final Clock clock;
  private final Smi smi;
  private final Map<String, Boolean> ours = new ConcurrentHashMap<>();
  private volatile Instant asked;
  private volatile boolean stopping;

  @Inject
  Watch(
      InventoryConfig config,
      Reconciliation reconciliation,
      Devices devices,
      LastReading last,
      Engine engine,
      Signals signals,
      Clock clock) {
    this.config = config;
    this.reconciliation = reconciliation;
    this.devices = devices;
    this.last = last;
    this.engine = engine;
    this.signals = signals;
    this.clock = clock;
    this.smi = new Smi(config.command(), config.timeout(), kernel(config, clock));
  }

  private static Optional<Kernel> kernel(InventoryConfig config, Clock clock) {
    return config.kernelLog().equals(List.of(OFF))
        ? Optional.empty()
        : Optional.of(new Kernel(config.kernelLog(), config.timeout(), clock));
  }

  @Scheduled(
      every = "${carrel.gpus.inventory.every:10s}",
      delayed = "2s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    if (stopping) {
      return;
    }
    if (config.command().equals(List.of(OFF))) {
      failed("carrel.gpus.inventory.command is none: this machine has no GPUs to give.", "");
    } else {
      look(smi, PROC);
    }
  }

  void stop(@Observes ShutdownEvent event) {
    stopping = true;
  }

  void look(Smi tool, Path proc) {
    try {
      Reading reading = tool.read();
      seen(reading, new Strangers(proc, config.ignored().orElse(List.of()), this::ours));
    } catch (CardLost lost) {
      QuarkusTransaction.requiringNew()
          .run(() -> told(devices.mine() && reconciliation.lost(lost)));
      failed(
          "nvidia-smi tells of no GPU, because of one: " + lost.getMessage(),
          "Restart the machine; if it comes again, have that GPU looked at.");
    } catch (Unreadable e) {
      failed(e.getMessage(), e.remedy());
    }
  }

  /** Asked once for each container: whose it is never changes. */
  private boolean ours(String container) {
    if (ours.size() > MOST_CONTAINERS) {
      ours.clear();
    }
    return ours.computeIfAbsent(container, id -> engine.containers().find(id).isPresent());
  }

  private void seen(Reading reading, Strangers strangers) {
    Map<String, Long> ids =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  told(devices.mine() && reconciliation.apply(reading, strangers));
                  return devices.ids();
                });
    Instant now = clock.instant();
    State state = last.state().read(now, reading.driver(), reading.cuda());
    become(state, figures(reading, ids, now));
  }

  private void failed(String why, String advice) {
    Optional<Instant> seen = QuarkusTransaction.requiringNew().call(devices::lastSeen);
    become(last.state().lastSeen(seen).failed(why, advice, seen.isPresent()), Map.of());
  }

  private void become(State state, Map<Long, Figures> figures) {
    State before = last.state();
    State now = state.givenBy(giving());
    last.is(now, figures);
    if (!now.problem().equals(before.problem()) || now.giving() != before.giving()) {
      now.problem().ifPresent(why -> LOG.infof("GPUs: %s", why));
      QuarkusTransaction.requiringNew().run(() -> told(true));
    }
  }

  /** Asked more seldom than the tool: engines take their time over it. */
  private Giving giving() {
    Instant now = clock.instant();
    if (asked != null && now.isBefore(asked.plus(GIVING_EVERY)) && !now.isBefore(asked)) {
      return last.state().giving();
    }
    try {
      Giving giving = engine.info().giving();
      asked = now;
      return giving;
    } catch (EngineException away) {
      return last.state().giving();
    }
  }

  private void told(boolean news) {
    if (news) {
      signals.raise(new Signal(Inventory.TOPIC, 0, 0));
    }
  }

  private static Map<Long, Figures> figures(Reading reading, Map<String, Long> ids, Instant now) {
    Map<Long, Figures> figures = new HashMap<>();
    for (Card card : reading.cards()) {
      put(figures, ids.get(card.uuid()), ofCard(card, now));
      card.slices()
          .forEach(
              slice ->
                  put(
                      figures,
                      slice.uuid().map(ids::get).orElse(null),
                      new Figures(
                          Optional.empty(),
                          slice.memoryUsed(),
                          Optional.empty(),
                          card.load().temperature(),
                          card.on(Optional.of(slice)).size(),
                          now)));
    }
    return figures;
  }

  private static Figures ofCard(Card card, Instant now) {
    return new Figures(
        card.load().utilisation(),
        card.load().memoryUsed(),
        card.load().power(),
        card.load().temperature(),
        card.processes().size(),
        now);
  }

  private static void put(Map<Long, Figures> figures, Long id, Figures of) {
    if (id != null) {
      figures.put(id, of);
    }
  }
}
