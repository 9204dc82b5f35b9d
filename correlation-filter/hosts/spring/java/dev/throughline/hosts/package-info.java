/** Spring applications that have the jar and know nothing of it. */
@NullMarked
package dev.throughline.hosts;

import org.jspecify.annotations.NullMarked;
