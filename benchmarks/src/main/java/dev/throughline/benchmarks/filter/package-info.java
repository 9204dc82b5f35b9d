/**
 * What the correlation filter costs a request, beside Brave at the same work and beside nothing.
 */
@NullMarked
package dev.throughline.benchmarks.filter;

import org.jspecify.annotations.NullMarked;
