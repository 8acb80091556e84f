package dev.carrel.environment.network;

/** Whether the host is shielded from environments. */
public sealed interface ShieldState {

  /** No environment was ever started. */
  record Unset() implements ShieldState {}

  /** By the portal. */
  record Raised(String by, String script) implements ShieldState {}

  /**
   * The portal may not.
   *
   * @param script what an operator can run instead
   */
  record Open(String why, String script) implements ShieldState {}

  /** The settings say that somebody else sees to it. */
  record Left(String script) implements ShieldState {}
}
