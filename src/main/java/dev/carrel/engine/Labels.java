package dev.carrel.engine;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The labels by which Carrel knows its own again after a crash. */
public final class Labels {

  /** Set by the adapter on all that it makes; callers cannot set it. */
  public static final String INSTANCE = "carrel.instance";

  public static final String ENVIRONMENT = "carrel.environment";
  public static final String OWNER = "carrel.owner";
  public static final String BUILD = "carrel.build";

  /** The UUIDs of the devices that a container was made with, sorted, with commas between. */
  public static final String DEVICES = "carrel.devices";

  private static final Pattern KEY =
      Pattern.compile("(carrel|org\\.opencontainers\\.image)\\.[a-z][a-z0-9.-]*");

  private Labels() {}

  /** A sorted copy, after a check that each key is one of Carrel's or of the OCI image's. */
  static Map<String, String> checked(Map<String, String> labels) {
    labels.keySet().stream()
        .filter(key -> !KEY.matcher(key).matches() || key.equals(INSTANCE))
        .findFirst()
        .ifPresent(
            key -> {
              throw new IllegalArgumentException("labels must not hold " + key);
            });
    return java.util.Collections.unmodifiableMap(new TreeMap<>(labels));
  }
}
