/** The demo: a collector, the shop's six services and its crowd, started, watched and ended. */
@NullMarked
package dev.throughline.cli.demo;

import org.jspecify.annotations.NullMarked;
