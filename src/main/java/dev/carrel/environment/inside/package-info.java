/** What an account finds inside its environment: its name, its home, its shell. */
package dev.carrel.environment.inside;
