/**
 * The first page: what I have, what it is doing, what needs me; made of every feature, imported by
 * none.
 */
package dev.carrel.desk;
