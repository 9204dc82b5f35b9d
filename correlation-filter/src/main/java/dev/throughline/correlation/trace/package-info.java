/** Trace context on the wire: W3C, and what else is met; knows headers by name and nothing more. */
@NullMarked
package dev.throughline.correlation.trace;

import org.jspecify.annotations.NullMarked;
