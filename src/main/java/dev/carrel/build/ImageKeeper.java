package dev.carrel.build;

import dev.carrel.database.Signal;
import dev.carrel.database.Signals;
import dev.carrel.database.Sql;
import dev.carrel.engine.Engine;
import dev.carrel.engine.EngineEvent;
import dev.carrel.engine.EngineException;
import dev.carrel.engine.EngineImage;
import dev.carrel.engine.Following;
import dev.carrel.engine.Labels;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Keeps rows and engine of one mind about images: what is gone there is marked here, and what no
 * row knows any more, of those that Carrel built, is removed there.
 */
@ApplicationScoped
class ImageKeeper {
  private static final Logger LOG = Logger.getLogger(ImageKeeper.class);
  private static final Duration DOUBT = Duration.ofMinutes(5);
  private static final Duration FORGOTTEN = Duration.ofHours(1);

  private final Engine engine;
  private final ImageRows images;
  private final ImageTagRows tags;
  private final BuildRows builds;
  private final Signals signals;
  private final Clock clock;
  private final EntityManager entities;
  private final Map<String, Instant> suspects = new ConcurrentHashMap<>();
  private Following events;

  @Inject
  ImageKeeper(
      Engine engine,
      ImageRows images,
      ImageTagRows tags,
      BuildRows builds,
      Signals signals,
      EntityManager entities,
      Clock clock) {
    this.entities = entities;
    this.engine = engine;
    this.images = images;
    this.tags = tags;
    this.builds = builds;
    this.signals = signals;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    events = engine.events(this::happened);
  }

  void stop(@Observes ShutdownEvent event) {
    events.close();
  }

  private void happened(EngineEvent event) {
    try {
      if (event instanceof EngineEvent.ImageRemoved removed) {
        if (engine.images().find(removed.imageId()).isEmpty()) {
          mark(removed.imageId(), true);
        }
      } else if (event instanceof EngineEvent.Gap) {
        compare();
      }
    } catch (RuntimeException e) {
      // The timer compares again.
      LOG.debugf("An event of the engine was not taken in: %s", e.getMessage());
    }
  }

  @Scheduled(every = "10M", delayed = "2M")
  void compare() {
    try {
      Instant asked = clock.instant();
      List<EngineImage> there = engine.images().list(Map.of());
      markAll(there.stream().map(EngineImage::id).collect(Collectors.toSet()), asked);
      suspects.keySet().removeIf(name -> !suspects.get(name).isAfter(asked.minus(FORGOTTEN)));
      there.stream().filter(image -> image.labels().containsKey(Labels.BUILD)).forEach(this::sweep);
    } catch (EngineException away) {
      LOG.debugf("Images were not compared: %s", away.getMessage());
    }
  }

  /** Only rows from before the engine was asked: what was built since is not in its answer. */
  private void markAll(Set<String> there, Instant asked) {
    String[] ids = there.toArray(String[]::new);
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              marked(
                  """
                  update image set gone = ?2
                  where gone is null and built < ?2 and engine_id <> all (?1)
                  returning account_id""",
                  ids,
                  asked);
              marked(
                  """
                  update image set gone = null
                  where gone is not null and gone < ?2 and engine_id = any (?1)
                  returning account_id""",
                  ids,
                  asked);
            });
  }

  private void marked(String update, String[] ids, Instant asked) {
    Sql.query(entities, update, Long.class)
        .setParameter(1, ids)
        .setParameter(2, Timestamp.from(asked))
        .getResultList()
        .stream()
        .distinct()
        .forEach(account -> signals.raise(new Signal(ImageNaming.TOPIC, 0, (Long) account)));
  }

  private void mark(String engineId, boolean gone) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              for (ImageRow row : images.list("engineId", engineId)) {
                if (gone != (row.gone != null)) {
                  row.gone = gone ? clock.instant() : null;
                  signals.raise(new Signal(ImageNaming.TOPIC, row.id, row.account));
                }
              }
            });
  }

  /** Takes the names that no row has, and the image with the last of them. */
  private void sweep(EngineImage image) {
    String build = image.labels().get(Labels.BUILD);
    boolean young =
        QuarkusTransaction.requiringNew()
                .call(
                    () ->
                        builds.count("id = ?1 and status = ?2", number(build), BuildStatus.RUNNING))
            > 0;
    if (young) {
      return;
    }
    Set<String> names = names(image.id());
    if (names.isEmpty()) {
      if (suspectedForLong(image.id())) {
        LOG.infof("Image %s of build %s belongs to nobody and is removed", image.id(), build);
        engine.images().remove(image.id());
      }
      return;
    }
    image.references().stream()
        .filter(name -> name.startsWith("carrel-") && !names.contains(name))
        .filter(this::suspectedForLong)
        .forEach(name -> engine.images().remove(name));
  }

  /** A name is given in the engine a moment before its row: only what stays unknown is removed. */
  private boolean suspectedForLong(String name) {
    Instant now = clock.instant();
    Instant since = suspects.putIfAbsent(name, now);
    return since != null && Duration.between(since, now).compareTo(DOUBT) > 0;
  }

  private Set<String> names(String engineId) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              List<ImageRow> rows = images.list("engineId", engineId);
              Set<String> names =
                  rows.stream().map(row -> row.reference).collect(Collectors.toSet());
              tags.of(rows.stream().map(row -> row.id).toList()).values().forEach(names::addAll);
              return names;
            });
  }

  private static long number(String text) {
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
  }
}
