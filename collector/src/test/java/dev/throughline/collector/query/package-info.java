@NullMarked
package dev.throughline.collector.query;

import org.jspecify.annotations.NullMarked;
