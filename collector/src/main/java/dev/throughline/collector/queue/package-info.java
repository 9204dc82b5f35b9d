/** The durable queue between intake and store: what was acknowledged is on disk, once, in order. */
@NullMarked
package dev.throughline.collector.queue;

import org.jspecify.annotations.NullMarked;
