package dev.carrel.engine.docker;

import dev.carrel.engine.BuildEvent;
import dev.carrel.engine.BuildEvent.StepFinished;
import dev.carrel.engine.BuildEvent.StepPlanned;
import dev.carrel.engine.BuildEvent.StepStarted;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Turns BuildKit's trace into the port's events; says each thing once. */
final class BuildTrace {

  private static final Logger LOG = Logger.getLogger(BuildTrace.class);

  private final Consumer<BuildEvent> listener;
  private final Map<String, BuildEvent> told = new HashMap<>();

  BuildTrace(Consumer<BuildEvent> listener) {
    this.listener = listener;
  }

  void add(byte[] bytes) {
    BuildStatus status;
    try {
      status = BuildStatus.parse(bytes);
    } catch (IOException e) {
      // The image is what counts; a build does not fail for a trace that cannot be read.
      LOG.debugf(e, "unreadable build trace of %d bytes", bytes.length);
      return;
    }
    status.vertexes().forEach(this::step);
    status.progress().forEach(listener);
    status.output().forEach(listener);
  }

  /** A vertex is sent again and again, and may complete twice. */
  private void step(BuildStatus.Vertex vertex) {
    BuildEvent event = event(vertex);
    BuildEvent last = told.get(vertex.digest());
    boolean back = last instanceof StepFinished && !(event instanceof StepFinished);
    if (!event.equals(last) && !back) {
      told.put(vertex.digest(), event);
      listener.accept(event);
    }
  }

  private static BuildEvent event(BuildStatus.Vertex vertex) {
    if (vertex.completed() != null && vertex.started() != null) {
      return new StepFinished(
          vertex.digest(),
          vertex.name(),
          vertex.cached(),
          vertex.started(),
          vertex.completed(),
          Optional.of(vertex.error()).filter(error -> !error.isEmpty()));
    }
    return vertex.started() == null
        ? new StepPlanned(vertex.digest(), vertex.name())
        : new StepStarted(vertex.digest(), vertex.name(), vertex.started());
  }
}
