/** Devices that operators keep for a class in its hours. */
package dev.carrel.gpu.reservation;
