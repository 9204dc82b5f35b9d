/**
 * From signals to a journey, in named phases; pure: no clocks, no threads, no I/O.
 *
 * <p>{@code Stitching} is the way in. While it searches, {@code Draft} runs {@code Seed}, {@code
 * Expand}, {@code Clean}, {@code Clocks} and {@code Own} on what was found so far; when nothing new
 * turns up, {@code Selection} takes what belongs to the journey, with {@code Infer}, and {@code
 * Parent}, {@code Order}, {@code Gaps} and {@code Diagnose} make it a story. Rows are numbered, and
 * what a phase finds out about them lies in arrays by that number.
 */
@NullMarked
package dev.throughline.journey.stitch;

import org.jspecify.annotations.NullMarked;
