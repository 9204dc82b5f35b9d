/** Brave: an application's own tracer, which the ids follow. */
@NullMarked
package dev.throughline.correlation.brave;

import org.jspecify.annotations.NullMarked;
