/** From signals to a journey, in named phases; pure: no clocks, no threads, no I/O. */
@NullMarked
package dev.throughline.journey.stitch;

import org.jspecify.annotations.NullMarked;
