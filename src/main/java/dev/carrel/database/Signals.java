package dev.carrel.database;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Carries {@link Signal}s to every replica: raised in a transaction, delivered when it commits. To
 * this one they come at once, to the others over PostgreSQL's LISTEN/NOTIFY. Observe them with
 * {@code @ObservesAsync Signal}, or follow {@link #stream()}.
 */
@ApplicationScoped
public class Signals {
  private static final Logger LOG = Logger.getLogger(Signals.class);
  private static final String CHANNEL = "carrel";
  private static final Duration RETRY = Duration.ofMillis(500);
  private static final int WAIT_MILLIS = 5_000;

  /** The last word of what this replica sends, which it has heard of already when it comes back. */
  private static final String ORIGIN = " " + UUID.randomUUID();

  private final EntityManager entities;
  private final DataSource dataSource;
  private final TransactionSynchronizationRegistry transaction;
  private final Event<Signal> observers;
  private final BroadcastProcessor<Signal> stream = BroadcastProcessor.create();
  private volatile Thread listener;

  @Inject
  Signals(
      EntityManager entities,
      DataSource dataSource,
      TransactionSynchronizationRegistry transaction,
      Event<Signal> observers) {
    this.entities = entities;
    this.dataSource = dataSource;
    this.transaction = transaction;
    this.observers = observers;
  }

  /** Raises a signal when the current transaction commits; equal ones in one transaction merge. */
  @Transactional(TxType.MANDATORY)
  public void raise(Signal signal) {
    entities
        .createNativeQuery("select pg_notify(:channel, :payload)", Object.class)
        .setParameter("channel", CHANNEL)
        .setParameter("payload", signal.payload() + ORIGIN)
        .getSingleResult();
    raised().add(signal);
  }

  /** The same for many, in one statement. */
  @Transactional(TxType.MANDATORY)
  public void raise(Collection<Signal> many) {
    if (many.isEmpty()) {
      return;
    }
    entities
        .createNativeQuery(
            "select pg_notify(:channel, payload) from unnest(string_to_array(:payloads, ',')) payload",
            Object.class)
        .setParameter("channel", CHANNEL)
        .setParameter(
            "payloads",
            many.stream().map(signal -> signal.payload() + ORIGIN).collect(Collectors.joining(",")))
        .getResultList();
    raised().addAll(many);
  }

  /** By the current transaction; delivered here when it commits. */
  @SuppressWarnings("unchecked")
  private Set<Signal> raised() {
    var known = (Set<Signal>) transaction.getResource(CHANNEL);
    if (known != null) {
      return known;
    }
    Set<Signal> raised = new LinkedHashSet<>();
    transaction.putResource(CHANNEL, raised);
    transaction.registerInterposedSynchronization(new Delivery(raised));
    return raised;
  }

  private final class Delivery implements Synchronization {
    private final Set<Signal> raised;

    Delivery(Set<Signal> raised) {
      this.raised = raised;
    }

    @Override
    public void beforeCompletion() {
      // Nobody is to hear of what may yet be rolled back.
    }

    @Override
    public void afterCompletion(int status) {
      // Where nobody knows how it ended, whoever cares reads what is there.
      if (status != Status.STATUS_ROLLEDBACK) {
        raised.forEach(Signals.this::deliver);
      }
    }
  }

  /**
   * All signals from now on. A subscriber that is too slow sees a gap instead of what it missed.
   */
  public Multi<Signal> stream() {
    return stream.onOverflow().dropPreviousItems();
  }

  void start(@Observes StartupEvent event) {
    listener = Thread.ofPlatform().daemon().name("signals").unstarted(this::listen);
    listener.start();
  }

  void stop(@Observes ShutdownEvent event) {
    Thread thread = listener;
    listener = null;
    thread.interrupt();
    stream.onComplete();
  }

  private boolean wanted() {
    return Thread.currentThread() == listener;
  }

  private void listen() {
    while (wanted()) {
      try (Connection connection = dataSource.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("listen " + CHANNEL);
        // Whatever was raised while nobody listened is made up for by reading everything again.
        deliver(Signal.gap());
        PGConnection postgres = connection.unwrap(PGConnection.class);
        while (wanted()) {
          PGNotification[] notifications = postgres.getNotifications(WAIT_MILLIS);
          if (notifications.length == 0) {
            statement.execute("select 1"); // notices a connection that died without a word
          }
          for (PGNotification notification : notifications) {
            if (!notification.getParameter().endsWith(ORIGIN)) {
              deliver(Signal.parse(notification.getParameter()));
            }
          }
        }
      } catch (SQLException e) {
        if (wanted()) {
          LOG.debugf("Signals lost their connection and will connect again: %s", e.getMessage());
          pause();
        }
      } catch (RuntimeException e) {
        LOG.error("A signal could not be delivered", e);
      }
    }
  }

  private void deliver(Signal signal) {
    observers.fireAsync(signal);
    // A stream has one voice at a time, whoever committed.
    synchronized (stream) {
      stream.onNext(signal);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(RETRY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
