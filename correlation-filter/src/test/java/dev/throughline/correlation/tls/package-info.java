/** Servers that ask their clients for certificates. */
@NullMarked
package dev.throughline.correlation.tls;

import org.jspecify.annotations.NullMarked;
