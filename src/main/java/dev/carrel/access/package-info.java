/** The ways into an environment: the terminal in the browser. */
package dev.carrel.access;
