/** What the user wants: a named image description with immutable revisions and rendered files. */
package dev.carrel.recipe;
