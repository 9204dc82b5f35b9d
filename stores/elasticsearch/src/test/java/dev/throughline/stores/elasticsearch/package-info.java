@NullMarked
package dev.throughline.stores.elasticsearch;

import org.jspecify.annotations.NullMarked;
