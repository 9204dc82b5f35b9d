/** Tests of the write path. */
@NullMarked
package dev.throughline.collector.intake;

import org.jspecify.annotations.NullMarked;
