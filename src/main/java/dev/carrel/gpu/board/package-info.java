/** The board: every device, who holds it and who waits, on one page and in the API. */
package dev.carrel.gpu.board;
