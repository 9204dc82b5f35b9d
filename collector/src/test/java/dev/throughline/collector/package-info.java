/** Tests of the whole collector, from outside. */
@NullMarked
package dev.throughline.collector;

import org.jspecify.annotations.NullMarked;
