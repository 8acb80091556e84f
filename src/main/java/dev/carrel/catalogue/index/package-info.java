/** The places that packages come from: indexes on the network, and wheelhouses on this disk. */
package dev.carrel.catalogue.index;
