package dev.throughline.journey.stitch;

import dev.throughline.journey.store.Handle;
import dev.throughline.journey.store.TimeRange;

/**
 * Something to ask the sources for.
 *
 * @param range within which the records' raw times must lie
 * @param mayBeHub whether the handle is dropped, rather than its records cut, when it names too
 *     many
 */
public record Lookup(Handle handle, TimeRange range, boolean mayBeHub) {

  /** Read whole, whatever its size. */
  static Lookup whole(Handle handle, TimeRange range) {
    return new Lookup(handle, range, false);
  }

  /** Followed unless too many share it. */
  static Lookup unlessHub(Handle handle, TimeRange range) {
    return new Lookup(handle, range, true);
  }
}
