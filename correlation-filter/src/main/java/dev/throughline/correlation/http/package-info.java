/** Carries ids on through the JDK's HTTP client. */
@NullMarked
package dev.throughline.correlation.http;

import org.jspecify.annotations.NullMarked;
