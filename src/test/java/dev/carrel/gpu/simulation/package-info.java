/**
 * What a queue's policy does to weeks of people who work, forget and wait: docker/carrel bench
 * gpus.
 */
package dev.carrel.gpu.simulation;
