/** A build's log: cut into lines, kept within limits, followed live by any number of viewers. */
package dev.carrel.build.log;
