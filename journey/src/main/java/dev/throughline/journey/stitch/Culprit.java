package dev.throughline.journey.stitch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a failure began.
 *
 * @param row the span that failed first; the caller's where the callee never reported
 * @param service who is to blame
 * @param reason why it is this one, or null when the row's own words say it
 * @param givenUp the call whose caller did not wait for the answer, or null
 * @param through entries of the requests that passed the failure on, nearest first
 */
record Culprit(
    Row row, String service, @Nullable String reason, @Nullable Row givenUp, List<Row> through) {}
