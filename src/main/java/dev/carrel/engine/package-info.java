/**
 * The port to the container engine, in our own records: images, builds, containers, exec, events.
 */
package dev.carrel.engine;
