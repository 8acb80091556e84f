package dev.carrel.engine.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carrel.engine.PullEvent;
import java.util.HashMap;
import java.util.Map;

/** Adds up what the engine reports layer by layer. */
final class PullTally {

  private record Layer(long current, long total, boolean done) {}

  private final Map<String, Layer> layers = new HashMap<>();

  /** False if the line is not about a layer. */
  boolean add(JsonNode line) {
    String id = line.path("id").asText();
    String status = line.path("status").asText();
    // The first line bears the tag as its id: "Pulling from library/debian".
    if (id.isEmpty() || status.startsWith("Pulling from")) {
      return false;
    }
    Layer known = layers.getOrDefault(id, new Layer(0, 0, false));
    JsonNode detail = line.path("progressDetail");
    layers.put(
        id,
        switch (status) {
          case "Downloading" ->
              new Layer(
                  detail.path("current").asLong(),
                  Math.max(known.total(), detail.path("total").asLong()),
                  false);
          case "Download complete", "Verifying Checksum", "Extracting" ->
              new Layer(known.total(), known.total(), false);
          case "Pull complete", "Already exists" -> new Layer(known.total(), known.total(), true);
          default -> known;
        });
    return true;
  }

  PullEvent.Progress progress() {
    long bytes = layers.values().stream().mapToLong(Layer::current).sum();
    long total = layers.values().stream().mapToLong(Layer::total).sum();
    int done = (int) layers.values().stream().filter(Layer::done).count();
    return new PullEvent.Progress(done, layers.size(), bytes, Math.max(bytes, total));
  }
}
