/** Takes GPUs back that stand idle: after two notices, with evidence that anyone can read. */
package dev.carrel.retirement.idle;
