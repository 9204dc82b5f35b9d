@NullMarked
package dev.throughline.compose;

import org.jspecify.annotations.NullMarked;
