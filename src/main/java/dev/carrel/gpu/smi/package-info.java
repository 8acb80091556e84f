/** What NVIDIA's own tool says of the GPUs of this machine. */
package dev.carrel.gpu.smi;
