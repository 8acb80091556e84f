/** Operators' pages over all features. */
package dev.carrel.admin;
