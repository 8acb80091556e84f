/** Where rows live: the embedded PostgreSQL, and the signals that tell replicas what changed. */
package dev.carrel.database;
