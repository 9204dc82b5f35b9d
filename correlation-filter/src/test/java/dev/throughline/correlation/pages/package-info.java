/** The pages of docs/with, held to what they say. */
@NullMarked
package dev.throughline.correlation.pages;

import org.jspecify.annotations.NullMarked;
