/** What an application sees: {@code Correlation} and {@code UserEvents}. */
@NullMarked
package dev.throughline.correlation;

import org.jspecify.annotations.NullMarked;
