package dev.carrel.engine;

/** A network as the engine has it; {@code gateway} is the host's address on it. */
public record NetworkView(String id, String name, String bridge, String subnet, String gateway) {}
