package dev.throughline.journey.stitch;

import dev.throughline.journey.store.Handle;
import dev.throughline.journey.store.TimeRange;

/**
 * Something to ask the sources for.
 *
 * @param range within which the records' raw times must lie
 */
public record Lookup(Handle handle, TimeRange range) {}
