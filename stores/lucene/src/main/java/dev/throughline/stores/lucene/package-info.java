/** The embedded store: one machine, one folder, one Lucene index per bucket. */
@NullMarked
package dev.throughline.stores.lucene;

import org.jspecify.annotations.NullMarked;
