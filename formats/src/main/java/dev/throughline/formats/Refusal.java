package dev.throughline.formats;

/**
 * One record that was not taken.
 *
 * @param index from 0, among the request's records (for lines: among those that are not blank)
 * @param reason what was wrong and what was expected, without a copy of the input
 */
public record Refusal(int index, String reason) {}
