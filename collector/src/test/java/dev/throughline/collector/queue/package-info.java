/** Tests of the durable queue. */
@NullMarked
package dev.throughline.collector.queue;

import org.jspecify.annotations.NullMarked;
