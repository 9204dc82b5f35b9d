/**
 * What every store must be able to do, as tests: an adapter's test builds the store and clears it.
 */
@NullMarked
package dev.throughline.stores.contract;

import org.jspecify.annotations.NullMarked;
