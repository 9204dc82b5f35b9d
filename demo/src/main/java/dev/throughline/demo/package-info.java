/**
 * The shop of the first README command: six real services on six different servers, and a crowd of
 * twenty users.
 */
@NullMarked
package dev.throughline.demo;

import org.jspecify.annotations.NullMarked;
