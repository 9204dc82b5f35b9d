/** Bytes to model and model to bytes: decoders, the field table, record ids, the JSON forms. */
@NullMarked
package dev.throughline.formats;

import org.jspecify.annotations.NullMarked;
