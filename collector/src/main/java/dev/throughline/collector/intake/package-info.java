/** The write path: receivers, the front door to the queue, and the drain from it to the store. */
@NullMarked
package dev.throughline.collector.intake;

import org.jspecify.annotations.NullMarked;
