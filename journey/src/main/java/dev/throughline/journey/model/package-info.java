/** What was recorded: spans, log records and user events, and the ids that tie them together. */
@NullMarked
package dev.throughline.journey.model;

import org.jspecify.annotations.NullMarked;
