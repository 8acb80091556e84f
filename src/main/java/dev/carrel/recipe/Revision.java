package dev.carrel.recipe;

/**
 * What a recipe said at one time; it never changes.
 *
 * @param recipe the recipe's id
 * @param account whose recipe it is
 * @param name the recipe's name
 * @param number counts from 1 within the recipe
 * @param digest {@code sha256:…} of the content; equal digests build the same image, whosever they
 *     are
 */
public record Revision(
    long id, long recipe, long account, String name, int number, String digest, Content content) {}
