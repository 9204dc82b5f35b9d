/** A real Elasticsearch node for tests, and a fake one for what no real one does on request. */
@NullMarked
package dev.throughline.stores.elasticsearch.kit;

import org.jspecify.annotations.NullMarked;
