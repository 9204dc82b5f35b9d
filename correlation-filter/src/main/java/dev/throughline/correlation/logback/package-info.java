/** Logback: the writer's order and the way of log lines to the collector. */
@NullMarked
package dev.throughline.correlation.logback;

import org.jspecify.annotations.NullMarked;
