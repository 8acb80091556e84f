package dev.carrel.catalogue;

/**
 * Why a base cannot be had.
 *
 * @param gone true if whoever should have it says that there is none; false if nobody answers
 * @param why for people
 */
record BaseTrouble(boolean gone, String why) {}
