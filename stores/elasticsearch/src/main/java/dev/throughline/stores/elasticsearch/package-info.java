/** The distributed store: one Elasticsearch index per bucket, one document per record. */
@NullMarked
package dev.throughline.stores.elasticsearch;

import org.jspecify.annotations.NullMarked;
