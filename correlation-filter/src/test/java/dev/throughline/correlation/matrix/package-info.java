/** Servers, outgoing clients and thread hand-overs, all with all: whose ids are where. */
@NullMarked
package dev.throughline.correlation.matrix;

import org.jspecify.annotations.NullMarked;
