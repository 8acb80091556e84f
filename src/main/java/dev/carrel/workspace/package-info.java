/** The files that outlive a container. */
package dev.carrel.workspace;
