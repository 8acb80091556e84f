package dev.carrel.engine;

/**
 * Which Carrel this is, among those that may share an engine. Kept in {@code CARREL_HOME/instance}.
 */
public record InstanceId(String value) {

  public InstanceId {
    if (!value.matches("[a-z0-9][a-z0-9-]{0,39}")) {
      throw new IllegalArgumentException("instance must be a short lower-case id, not " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
