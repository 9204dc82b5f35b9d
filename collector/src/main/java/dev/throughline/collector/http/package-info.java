/** An HTTP server with the limits and headers that both of the collector's ports share. */
@NullMarked
package dev.throughline.collector.http;

import org.jspecify.annotations.NullMarked;
