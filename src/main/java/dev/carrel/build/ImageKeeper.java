package dev.carrel.build;

import dev.carrel.database.Signal;
import dev.carrel.database.Signals;
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
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Keeps rows and engine of one mind about images: what is gone there is marked here, and what no
 * row knows any more, of those that Carrel built, is removed there.
 */
@ApplicationScoped
class ImageKeeper {
  private static final Logger LOG = Logger.getLogger(ImageKeeper.class);

  private final Engine engine;
  private final ImageRows images;
  private final ImageTagRows tags;
  private final BuildRows builds;
  private final Signals signals;
  private final Clock clock;
  private Following events;

  @Inject
  ImageKeeper(
      Engine engine,
      ImageRows images,
      ImageTagRows tags,
      BuildRows builds,
      Signals signals,
      Clock clock) {
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
      List<EngineImage> there = engine.images().list(Map.of());
      markAll(there.stream().map(EngineImage::id).collect(Collectors.toSet()));
      there.stream().filter(image -> image.labels().containsKey(Labels.BUILD)).forEach(this::sweep);
    } catch (EngineException away) {
      LOG.debugf("Images were not compared: %s", away.getMessage());
    }
  }

  private void markAll(Set<String> there) {
    Map<String, Boolean> known =
        QuarkusTransaction.requiringNew()
            .call(
                () ->
                    images
                        .streamAll()
                        .collect(
                            Collectors.toMap(
                                row -> row.engineId, row -> row.gone != null, (a, b) -> a || b)));
    known.forEach(
        (engineId, gone) -> {
          if (gone == there.contains(engineId)) {
            mark(engineId, !gone);
          }
        });
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
    Set<String> unknown = new HashSet<>(image.references());
    unknown.removeAll(names);
    if (names.isEmpty()) {
      LOG.infof("Image %s of build %s belongs to nobody and is removed", image.id(), build);
      engine.images().remove(image.id());
    } else {
      unknown.stream()
          .filter(name -> name.startsWith("carrel-"))
          .forEach(name -> engine.images().remove(name));
    }
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
