/** Log4j2: ids, writer and order on its own events, and their way to the collector. */
@NullMarked
package dev.throughline.correlation.log4j2;

import org.jspecify.annotations.NullMarked;
