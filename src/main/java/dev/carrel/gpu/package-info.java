/** Which devices exist and who holds them: the inventory, leases, the queue. */
package dev.carrel.gpu;
