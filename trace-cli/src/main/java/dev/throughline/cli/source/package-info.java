/** Where records are read from: a collector, its folder, files and pipes. */
@NullMarked
package dev.throughline.cli.source;

import org.jspecify.annotations.NullMarked;
