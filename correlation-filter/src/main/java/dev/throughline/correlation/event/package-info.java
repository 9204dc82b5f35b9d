/** User events, each on one way out. */
@NullMarked
package dev.throughline.correlation.event;

import org.jspecify.annotations.NullMarked;
