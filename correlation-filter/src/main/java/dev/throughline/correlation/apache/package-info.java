/** Carries ids on through Apache HttpClient 5. */
@NullMarked
package dev.throughline.correlation.apache;

import org.jspecify.annotations.NullMarked;
