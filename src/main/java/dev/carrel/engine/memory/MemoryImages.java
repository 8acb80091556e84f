package dev.carrel.engine.memory;

import dev.carrel.engine.EngineEvent;
import dev.carrel.engine.EngineImage;
import dev.carrel.engine.EngineRefused;
import dev.carrel.engine.EngineRefused.Reason;
import dev.carrel.engine.Following;
import dev.carrel.engine.ImageStore;
import dev.carrel.engine.InstanceId;
import dev.carrel.engine.Labels;
import dev.carrel.engine.PullEvent;
import dev.carrel.engine.PullProblem;
import dev.carrel.engine.Resolution;
import dev.carrel.engine.VirtualFollowing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Images by id, each with its names. */
final class MemoryImages implements ImageStore {

  private static final long LAYER = 10L << 20;
  private static final int LAYERS = 3;

  private final Map<String, EngineImage> byId = new TreeMap<>();
  private final InstanceId instance;
  private final Faults faults;
  private final MemoryEvents events;
  private Predicate<String> used = id -> false;

  MemoryImages(InstanceId instance, Faults faults, MemoryEvents events) {
    this.instance = instance;
    this.faults = faults;
    this.events = events;
    pulled(MemoryEngine.BUSYBOX);
  }

  void usedBy(Predicate<String> containers) {
    used = containers;
  }

  @Override
  public Optional<EngineImage> find(String referenceOrId) {
    faults.check();
    return lookUp(referenceOrId);
  }

  synchronized Optional<EngineImage> lookUp(String referenceOrId) {
    String name = Reference.withTag(referenceOrId);
    return byId.values().stream()
        .filter(
            image ->
                image.id().equals(referenceOrId)
                    || image.references().contains(name)
                    || image.digests().contains(referenceOrId))
        .findFirst();
  }

  @Override
  public synchronized List<EngineImage> list(Map<String, String> labels) {
    faults.check();
    return byId.values().stream()
        .filter(this::ours)
        .filter(image -> image.labels().entrySet().containsAll(labels.entrySet()))
        .toList();
  }

  @Override
  public Resolution resolve(String reference) {
    faults.check();
    PullProblem problem = faults.problem(reference);
    return problem == null
        ? new Resolution.Resolved(reference, Reference.digest(reference))
        : new Resolution.Unresolved(reference, problem, "the registry says: " + problem);
  }

  @Override
  public Following pull(String reference, Consumer<PullEvent> listener) {
    faults.check();
    return VirtualFollowing.start(
        "memory-pull",
        self -> {
          PullProblem problem = faults.problem(reference);
          for (int layer = 0; layer <= LAYERS && problem == null; layer++) {
            listener.accept(new PullEvent.Progress(layer, LAYERS, layer * LAYER, LAYERS * LAYER));
            problem = self.pause(20) ? null : PullProblem.CANCELLED;
          }
          if (faults.isFull()) {
            problem = PullProblem.NO_SPACE;
          }
          listener.accept(
              problem == null
                  ? new PullEvent.Pulled(pulled(reference))
                  : new PullEvent.Failed(problem, "the registry says: " + problem));
        });
  }

  private EngineImage pulled(String reference) {
    String repository = Reference.repository(reference);
    String digest = Reference.digest(reference);
    List<String> tags = reference.contains("@") ? List.of() : List.of(Reference.withTag(reference));
    return add(
        new EngineImage(
            Reference.hash("config of " + digest),
            tags,
            List.of(repository + "@" + digest),
            LAYERS * LAYER,
            Instant.now(),
            Map.of()));
  }

  /** Adds an image, or its names to the one that is there; names move. */
  synchronized EngineImage add(EngineImage image) {
    image.references().forEach(this::forget);
    EngineImage known = byId.get(image.id());
    EngineImage merged =
        known == null ? image : named(known, union(known.references(), image.references()));
    byId.put(image.id(), merged);
    return merged;
  }

  @Override
  public synchronized void tag(String imageId, String reference) {
    faults.check();
    EngineImage image = require(imageId);
    lookUp(reference).ifPresent(this::requireOurs);
    add(named(image, List.of(Reference.withTag(reference))));
  }

  @Override
  public synchronized boolean remove(String referenceOrId) {
    faults.check();
    Optional<EngineImage> found = lookUp(referenceOrId);
    if (found.isEmpty()) {
      return false;
    }
    EngineImage image = found.get();
    requireOurs(image);
    boolean whole = image.id().equals(referenceOrId) || image.references().size() == 1;
    if (whole && used.test(image.id())) {
      throw new EngineRefused(Reason.IN_USE, "a container needs " + referenceOrId);
    }
    if (whole) {
      drop(image);
    } else {
      forget(Reference.withTag(referenceOrId));
    }
    return true;
  }

  @Override
  public Map<String, ImageUsage> usage() {
    Map<String, ImageUsage> usage = new TreeMap<>();
    list(Map.of()).forEach(image -> usage.put(image.id(), new ImageUsage(image.size(), LAYER)));
    return usage;
  }

  synchronized void lose(String referenceOrId) {
    lookUp(referenceOrId).ifPresent(this::drop);
  }

  /** The image, which must be there and be ours. */
  synchronized EngineImage require(String imageId) {
    EngineImage image =
        lookUp(imageId)
            .orElseThrow(() -> new EngineRefused(Reason.ABSENT, "there is no image " + imageId));
    requireOurs(image);
    return image;
  }

  Map<String, String> stamped(Map<String, String> labels) {
    Map<String, String> all = new TreeMap<>(labels);
    all.put(Labels.INSTANCE, instance.value());
    return all;
  }

  private void requireOurs(EngineImage image) {
    if (!ours(image)) {
      throw new EngineRefused(Reason.NOT_OURS, "the image is not this instance's: " + image.id());
    }
  }

  private boolean ours(EngineImage image) {
    return instance.value().equals(image.labels().get(Labels.INSTANCE));
  }

  private void drop(EngineImage image) {
    byId.remove(image.id());
    events.send(new EngineEvent.ImageRemoved(image.id(), Instant.now()));
  }

  private void forget(String reference) {
    byId.replaceAll(
        (id, image) ->
            named(image, image.references().stream().filter(r -> !r.equals(reference)).toList()));
  }

  private static List<String> union(List<String> some, List<String> more) {
    List<String> all = new ArrayList<>(some);
    more.stream().filter(name -> !all.contains(name)).forEach(all::add);
    return all;
  }

  private static EngineImage named(EngineImage image, List<String> references) {
    return new EngineImage(
        image.id(), references, image.digests(), image.size(), image.created(), image.labels());
  }
}
