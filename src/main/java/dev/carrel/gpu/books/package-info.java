/** The books: how many device-hours each account and each group held and used. */
package dev.carrel.gpu.books;
