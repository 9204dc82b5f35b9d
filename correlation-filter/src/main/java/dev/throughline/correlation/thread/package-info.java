/** Hands ids over from thread to thread. */
@NullMarked
package dev.throughline.correlation.thread;

import org.jspecify.annotations.NullMarked;
