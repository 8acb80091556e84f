/** A launched image: what its owner wants of it in rows, and the reconciler that makes it so. */
package dev.carrel.environment;
