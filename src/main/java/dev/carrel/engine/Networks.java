package dev.carrel.engine;

import java.util.Optional;

/** The networks that environments live on. */
public interface Networks {

  /**
   * Makes the network if it is not there. One of ours that differs from the specification is made
   * anew if no container is on it, otherwise refused with {@code IN_USE}.
   */
  NetworkView ensure(NetworkSpec spec);

  Optional<NetworkView> find(String name);

  /** False if it was not there; refused with {@code IN_USE} while containers are on it. */
  boolean remove(String name);

  /**
   * The host's address on the network that build steps run on: where a wheelhouse can be served.
   */
  Optional<String> buildGateway();
}
