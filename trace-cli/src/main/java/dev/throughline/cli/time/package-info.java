/** The times, durations and windows that a person writes on a command line. */
@NullMarked
package dev.throughline.cli.time;

import org.jspecify.annotations.NullMarked;
