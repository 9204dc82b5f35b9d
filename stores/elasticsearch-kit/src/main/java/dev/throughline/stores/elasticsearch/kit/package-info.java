/** A real Elasticsearch node for tests, started and ended by the test that needs it. */
@NullMarked
package dev.throughline.stores.elasticsearch.kit;

import org.jspecify.annotations.NullMarked;
