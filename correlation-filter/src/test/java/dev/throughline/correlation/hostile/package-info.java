/** Real servers, and callers who mean harm. */
@NullMarked
package dev.throughline.correlation.hostile;

import org.jspecify.annotations.NullMarked;
