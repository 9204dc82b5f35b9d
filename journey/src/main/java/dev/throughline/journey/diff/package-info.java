/** What is different between two journeys, or two runs of the same one. */
@NullMarked
package dev.throughline.journey.diff;

import org.jspecify.annotations.NullMarked;
