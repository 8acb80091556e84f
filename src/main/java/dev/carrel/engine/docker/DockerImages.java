package dev.carrel.engine.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.model.Image;
import dev.carrel.engine.EngineImage;
import dev.carrel.engine.EngineRefused;
import dev.carrel.engine.EngineRefused.Reason;
import dev.carrel.engine.Following;
import dev.carrel.engine.ImageStore;
import dev.carrel.engine.Labels;
import dev.carrel.engine.PullEvent;
import dev.carrel.engine.Resolution;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

final class DockerImages implements ImageStore {

  private final Connection connection;
  private final Ownership ownership;

  DockerImages(Connection connection, Ownership ownership) {
    this.connection = connection;
    this.ownership = ownership;
  }

  @Override
  public Optional<EngineImage> find(String referenceOrId) {
    try {
      return Optional.of(
          inspected(connection.ask(client -> client.inspectImageCmd(referenceOrId).exec())));
    } catch (EngineRefused e) {
      if (e.reason() == Reason.ABSENT) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public List<EngineImage> list(Map<String, String> labels) {
    return connection
        .ask(client -> client.listImagesCmd().withLabelFilter(ownership.stamped(labels)).exec())
        .stream()
        .map(DockerImages::listed)
        .toList();
  }

  @Override
  public Resolution resolve(String reference) {
    try {
      // Not encoded: the engine's route takes the slashes of the name.
      JsonNode answer = connection.read("/distribution/" + reference + "/json");
      return new Resolution.Resolved(reference, answer.path("Descriptor").path("digest").asText());
    } catch (EngineRefused e) {
      return new Resolution.Unresolved(reference, PullTrouble.of(e.getMessage()), e.getMessage());
    }
  }

  @Override
  public Following pull(String reference, Consumer<PullEvent> listener) {
    return new DockerPull(connection, this).start(reference, listener);
  }

  @Override
  public void tag(String imageId, String reference) {
    EngineImage image =
        find(imageId)
            .orElseThrow(() -> new EngineRefused(Reason.ABSENT, "there is no image " + imageId));
    ownership.require(image.labels(), "image " + imageId);
    find(reference).ifPresent(other -> ownership.require(other.labels(), "image " + reference));
    int colon = reference.lastIndexOf(':');
    boolean tagged = colon > reference.lastIndexOf('/');
    String repository = tagged ? reference.substring(0, colon) : reference;
    String tag = tagged ? reference.substring(colon + 1) : "latest";
    connection.tell(client -> client.tagImageCmd(image.id(), repository, tag).exec());
  }

  @Override
  public boolean remove(String referenceOrId) {
    Optional<EngineImage> found = find(referenceOrId);
    found.ifPresent(image -> remove(image, referenceOrId));
    return found.isPresent();
  }

  private void remove(EngineImage image, String referenceOrId) {
    ownership.require(image.labels(), "image " + referenceOrId);
    if (!image.id().equals(referenceOrId)) {
      removeOne(referenceOrId);
      return;
    }
    // Asked first, so that not half of the names are gone when the engine refuses.
    if (inUse(image.id())) {
      throw new EngineRefused(Reason.IN_USE, "a container needs image " + image.id());
    }
    (image.references().isEmpty() ? Stream.of(image.id()) : image.references().stream())
        .forEach(this::removeOne);
  }

  private void removeOne(String reference) {
    try {
      connection.tell(client -> client.removeImageCmd(reference).exec());
    } catch (EngineRefused e) {
      if (e.reason() != Reason.ABSENT) {
        throw e;
      }
    }
  }

  private boolean inUse(String id) {
    return !connection
        .ask(
            client ->
                client.listContainersCmd().withShowAll(true).withAncestorFilter(List.of(id)).exec())
        .isEmpty();
  }

  @Override
  public Map<String, ImageUsage> usage() {
    Map<String, ImageUsage> usage = new TreeMap<>();
    for (JsonNode image : connection.read("/system/df").path("Images")) {
      if (ownership
          .instance()
          .value()
          .equals(image.path("Labels").path(Labels.INSTANCE).asText())) {
        long size = image.path("Size").asLong();
        // The engine says -1 where it did not count.
        long shared = Math.max(0, image.path("SharedSize").asLong());
        usage.put(image.path("Id").asText(), new ImageUsage(size, size - shared));
      }
    }
    return usage;
  }

  private static EngineImage inspected(InspectImageResponse image) {
    Map<String, String> labels = image.getConfig() == null ? null : image.getConfig().getLabels();
    return new EngineImage(
        image.getId(),
        names(image.getRepoTags()),
        names(image.getRepoDigests()),
        image.getSize(),
        seconds(Instant.parse(image.getCreated())),
        labels == null ? Map.of() : labels);
  }

  private static EngineImage listed(Image image) {
    return new EngineImage(
        image.getId(),
        image.getRepoTags() == null ? List.of() : names(Arrays.asList(image.getRepoTags())),
        image.getRepoDigests() == null ? List.of() : names(Arrays.asList(image.getRepoDigests())),
        image.getSize(),
        Instant.ofEpochSecond(image.getCreated()),
        image.getLabels() == null ? Map.of() : image.getLabels());
  }

  /** The engine's list knows no finer; both ways to an image give equal views. */
  private static Instant seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }

  private static List<String> names(List<String> names) {
    return names == null
        ? List.of()
        : names.stream().filter(name -> !name.startsWith("<none>")).sorted().toList();
  }
}
