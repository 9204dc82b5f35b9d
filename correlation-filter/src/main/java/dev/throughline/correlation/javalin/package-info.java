/** Javalin. */
@NullMarked
package dev.throughline.correlation.javalin;

import org.jspecify.annotations.NullMarked;
