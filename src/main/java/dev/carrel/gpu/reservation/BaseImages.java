package dev.carrel.gpu.reservation;

/** Tells which base images a class can begin with; whichever feature keeps them gives it. */
public interface BaseImages {

  boolean has(String slug);
}
