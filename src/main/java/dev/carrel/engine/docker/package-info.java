/** The adapter to the Docker engine: the only code that knows docker-java. */
package dev.carrel.engine.docker;
