/** Generated worlds with an answer file: the ground truth that journeys are measured against. */
@NullMarked
package dev.throughline.journey.worlds;

import org.jspecify.annotations.NullMarked;
