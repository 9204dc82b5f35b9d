package dev.throughline.journey.stitch;

import java.util.List;

/**
 * Who each candidate belongs to.
 *
 * @param confidence by row index; 0 for what is not the person's
 * @param shared by row index: done for several persons at once
 * @param others rows left out because they belong to somebody else
 */
record Ownership(double[] confidence, boolean[] shared, List<Row> others) {

  boolean owns(Row row) {
    return confidence[row.index()] > 0;
  }

  boolean isShared(Row row) {
    return shared[row.index()];
  }
}
