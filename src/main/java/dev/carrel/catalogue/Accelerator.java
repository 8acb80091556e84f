package dev.carrel.catalogue;

/** What a base computes on. */
public enum Accelerator {
  GPU,
  CPU
}
