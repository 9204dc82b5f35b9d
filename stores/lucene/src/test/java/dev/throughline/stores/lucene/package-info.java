/** Tests of the embedded store, on real folders. */
@NullMarked
package dev.throughline.stores.lucene;

import org.jspecify.annotations.NullMarked;
