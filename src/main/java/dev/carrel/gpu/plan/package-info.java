/** Who gets which devices next, and what the others may expect: records in, a decision out. */
package dev.carrel.gpu.plan;
