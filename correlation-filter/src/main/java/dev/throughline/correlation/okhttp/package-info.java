/** Carries ids on through OkHttp. */
@NullMarked
package dev.throughline.correlation.okhttp;

import org.jspecify.annotations.NullMarked;
