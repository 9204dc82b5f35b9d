/** The journey: one person and a stretch of time, told as one causally ordered story. */
@NullMarked
package dev.throughline.journey;

import org.jspecify.annotations.NullMarked;
