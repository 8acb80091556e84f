/** Why an environment's programs do not see its GPUs, and what to do about it. */
package dev.carrel.environment.doctor;
