/** A revision becomes an {@link dev.carrel.build.Image}: queue, live log, cancel. */
package dev.carrel.build;
