/** The OpenTelemetry SDK and its exporter, for applications that bring none. */
@NullMarked
package dev.throughline.correlation.all;

import org.jspecify.annotations.NullMarked;
