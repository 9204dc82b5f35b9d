/** Servlet containers. */
@NullMarked
package dev.throughline.correlation.servlet;

import org.jspecify.annotations.NullMarked;
