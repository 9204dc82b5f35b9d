/** Log lines on their way to the collector, whatever library the application logs with. */
@NullMarked
package dev.throughline.correlation.line;

import org.jspecify.annotations.NullMarked;
