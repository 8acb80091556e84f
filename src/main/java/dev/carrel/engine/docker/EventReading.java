package dev.carrel.engine.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carrel.engine.EngineEvent;
import dev.carrel.engine.EngineEvent.Change;
import dev.carrel.engine.EngineEvent.ContainerChanged;
import dev.carrel.engine.EngineEvent.ImageRemoved;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/** Reads one event of the engine. */
record EventReading(Ownership ownership) {

  private static final Map<String, Change> CHANGES =
      Map.of(
          "create", Change.CREATED,
          "start", Change.STARTED,
          "die", Change.DIED,
          "oom", Change.OUT_OF_MEMORY,
          "pause", Change.PAUSED,
          "unpause", Change.RESUMED,
          "destroy", Change.DESTROYED);

  /** What the engine puts among a container's labels. */
  private static final Set<String> NOT_LABELS = Set.of("image", "name", "exitCode", "execDuration");

  Optional<EngineEvent> of(JsonNode event) {
    String action = event.path("Action").asText();
    return switch (event.path("Type").asText()) {
      case "container" -> Optional.ofNullable(CHANGES.get(action)).flatMap(c -> changed(event, c));
      case "image" ->
          action.equals("delete")
              ? Optional.of(new ImageRemoved(event.path("Actor").path("ID").asText(), time(event)))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private Optional<EngineEvent> changed(JsonNode event, Change change) {
    Map<String, String> labels = new TreeMap<>();
    JsonNode attributes = event.path("Actor").path("Attributes");
    attributes.properties().forEach(entry -> labels.put(entry.getKey(), entry.getValue().asText()));
    if (!ownership.ours(labels)) {
      return Optional.empty();
    }
    labels.keySet().removeAll(NOT_LABELS);
    JsonNode exit = attributes.path("exitCode");
    return Optional.of(
        new ContainerChanged(
            event.path("Actor").path("ID").asText(),
            attributes.path("name").asText(),
            labels,
            change,
            exit.isMissingNode() ? OptionalInt.empty() : OptionalInt.of(exit.asInt()),
            time(event)));
  }

  private static Instant time(JsonNode event) {
    return Instant.ofEpochSecond(0, event.path("timeNano").asLong());
  }
}
