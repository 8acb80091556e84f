/** What devices and environments were seen doing, the finer the more recent. */
package dev.carrel.gpu.history;
