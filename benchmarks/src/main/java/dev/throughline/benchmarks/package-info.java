/** Programs that measure; each is bounded in size and stays on this machine. */
@NullMarked
package dev.throughline.benchmarks;

import org.jspecify.annotations.NullMarked;
