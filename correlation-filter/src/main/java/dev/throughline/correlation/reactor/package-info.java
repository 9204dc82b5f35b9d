/** Reactor, by way of Micrometer's context propagation. */
@NullMarked
package dev.throughline.correlation.reactor;

import org.jspecify.annotations.NullMarked;
