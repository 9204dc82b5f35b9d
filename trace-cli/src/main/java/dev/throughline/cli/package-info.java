/** The command line: a class per command, their shared options, and what surrounds one run. */
@NullMarked
package dev.throughline.cli;

import org.jspecify.annotations.NullMarked;
