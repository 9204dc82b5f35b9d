/** The collector's process: its settings, its parts and how they are put together. */
@NullMarked
package dev.throughline.collector;

import org.jspecify.annotations.NullMarked;
