/**
 * What an application sees: {@code Correlation} and {@code UserEvents}. Of the packages below it
 * the classes that a page of {@code docs/with} names are for applications, too; the rest is public
 * only for the packages beside it, and may change with any version.
 */
@NullMarked
package dev.throughline.correlation;

import org.jspecify.annotations.NullMarked;
