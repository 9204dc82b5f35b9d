/** Netty 4.1 and 4.2. */
@NullMarked
package dev.throughline.correlation.netty;

import org.jspecify.annotations.NullMarked;
