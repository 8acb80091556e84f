/** A simulated engine for fast tests: it keeps every promise of the port, and runs nothing. */
package dev.carrel.engine.memory;
