package dev.carrel.engine;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An image that the engine holds.
 *
 * @param id {@code sha256:…}, of the image's configuration
 * @param references names with tags, like {@code python:3.13-slim}
 * @param digests names with digests, like {@code python@sha256:…}; empty if never pulled or pushed
 * @param size bytes on disk, shared layers included
 */
public record EngineImage(
    String id,
    List<String> references,
    List<String> digests,
    long size,
    Instant created,
    Map<String, String> labels) {

  public EngineImage {
    references = List.copyOf(references);
    digests = List.copyOf(digests);
    labels = Map.copyOf(labels);
  }
}
