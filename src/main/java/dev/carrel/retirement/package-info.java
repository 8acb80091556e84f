/** The way out: notices before the hours run out, what would be lost, and the end. */
package dev.carrel.retirement;
