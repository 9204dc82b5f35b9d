/** Bytes of real writers, expected records; hostile bytes, expected answers. */
@NullMarked
package dev.throughline.formats;

import org.jspecify.annotations.NullMarked;
