/** A journey as text: the tree for people, and everything that keeps it readable and safe. */
@NullMarked
package dev.throughline.cli.render;

import org.jspecify.annotations.NullMarked;
