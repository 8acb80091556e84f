package dev.carrel.engine;

/**
 * A bridge on which containers cannot reach one another.
 *
 * @param name in the engine
 * @param bridge name of the host's interface, so that a filter can name it; at most 15 characters
 * @param subnet like {@code 10.213.0.0/20}; always given, for the engine's own pools end after 30
 *     networks
 */
public record NetworkSpec(String name, String bridge, String subnet) {

  public NetworkSpec {
    if (!name.matches("[a-z0-9][a-z0-9_.-]{0,62}")) {
      throw new IllegalArgumentException("name must be a network name, not " + name);
    }
    if (!bridge.matches("[a-z][a-z0-9-]{0,14}")) {
      throw new IllegalArgumentException("bridge must be an interface name, not " + bridge);
    }
    if (!subnet.matches("\\d{1,3}(\\.\\d{1,3}){3}/\\d{1,2}")) {
      throw new IllegalArgumentException("subnet must be an IPv4 range, not " + subnet);
    }
  }
}
