/**
 * What one may start from: curated base images, and where their packages come from (indexes,
 * wheelhouses, mirrors).
 */
package dev.carrel.catalogue;
