/** A small application that logs, and what its lines must say whichever way they came. */
@NullMarked
package dev.throughline.correlation.lines;

import org.jspecify.annotations.NullMarked;
