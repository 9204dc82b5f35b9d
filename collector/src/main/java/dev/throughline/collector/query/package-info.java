/** The read path over HTTP: records, users, journeys, health and metrics. */
@NullMarked
package dev.throughline.collector.query;

import org.jspecify.annotations.NullMarked;
