/** What {@code compose/local} starts beside the collector and the shop. */
@NullMarked
package dev.throughline.compose;

import org.jspecify.annotations.NullMarked;
