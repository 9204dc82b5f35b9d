/** The filter in applications that have a tracer already: one trace, one span a request. */
@NullMarked
package dev.throughline.company;

import org.jspecify.annotations.NullMarked;
