package dev.throughline.journey.worlds;

import dev.throughline.journey.model.RecordId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What really happened, of one record.
 *
 * @param owners whose it is: nobody, one person, or several who share it
 * @param unsure whether even a person could not say, such as what happened between two users
 * @param trueNanos when it happened, from the world's start
 * @param cause the record that directly caused it, if it was recorded
 * @param stripped whether its ids were taken off
 */
public record Truth(
    RecordId record,
    Set<String> owners,
    boolean unsure,
    long trueNanos,
    @Nullable RecordId cause,
    boolean stripped) {}
