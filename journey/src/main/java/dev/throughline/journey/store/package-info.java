/** The ports: how signals are written to a store and read back from any source. */
@NullMarked
package dev.throughline.journey.store;

import org.jspecify.annotations.NullMarked;
