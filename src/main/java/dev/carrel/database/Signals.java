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
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Carries {@link Signal}s between replicas over PostgreSQL's LISTEN/NOTIFY: raised in a
 * transaction, delivered when it commits, to every replica including this one. Observe them with
 * {@code @ObservesAsync Signal}, or follow {@link #stream()}.
 */
@ApplicationScoped
public class Signals {
  private static final Logger LOG = Logger.getLogger(Signals.class);
  private static final String CHANNEL = "carrel";
  private static final Duration RETRY = Duration.ofMillis(500);
  private static final int WAIT_MILLIS = 5_000;

  private final EntityManager entities;
  private final DataSource dataSource;
  private final Event<Signal> observers;
  private final BroadcastProcessor<Signal> stream = BroadcastProcessor.create();
  private volatile Thread listener;

  @Inject
  Signals(EntityManager entities, DataSource dataSource, Event<Signal> observers) {
    this.entities = entities;
    this.dataSource = dataSource;
    this.observers = observers;
  }

  /** Raises a signal when the current transaction commits; equal ones in one transaction merge. */
  @Transactional(TxType.MANDATORY)
  public void raise(Signal signal) {
    entities
        .createNativeQuery("select pg_notify(:channel, :payload)", Object.class)
        .setParameter("channel", CHANNEL)
        .setParameter("payload", signal.payload())
        .getSingleResult();
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
            "payloads", many.stream().map(Signal::payload).collect(Collectors.joining(",")))
        .getResultList();
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
            deliver(Signal.parse(notification.getParameter()));
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
    stream.onNext(signal);
  }

  private static void pause() {
    try {
      Thread.sleep(RETRY);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
