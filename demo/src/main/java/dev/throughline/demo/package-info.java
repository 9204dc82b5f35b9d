/**
 * The shop of the first README command: five real services on five different servers, and a crowd
 * of twenty users.
 */
@NullMarked
package dev.throughline.demo;

import org.jspecify.annotations.NullMarked;
