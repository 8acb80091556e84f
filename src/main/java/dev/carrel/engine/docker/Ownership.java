package dev.carrel.engine.docker;

import dev.carrel.engine.EngineRefused;
import dev.carrel.engine.EngineRefused.Reason;
import dev.carrel.engine.InstanceId;
import dev.carrel.engine.Labels;
import java.util.Map;
import java.util.TreeMap;

/** Whose an object is, by its label. */
record Ownership(InstanceId instance) {

  Map<String, String> stamped(Map<String, String> labels) {
    Map<String, String> all = new TreeMap<>(labels);
    all.put(Labels.INSTANCE, instance.value());
    return all;
  }

  boolean ours(Map<String, String> labels) {
    return labels != null && instance.value().equals(labels.get(Labels.INSTANCE));
  }

  void require(Map<String, String> labels, String what) {
    if (!ours(labels)) {
      throw new EngineRefused(
          Reason.NOT_OURS, what + " was not made by this Carrel, so it is left alone");
    }
  }
}
