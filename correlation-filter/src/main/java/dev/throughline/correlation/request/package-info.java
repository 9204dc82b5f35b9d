/**
 * One request's ids: read, made current on its threads, and carried on; the place other server and
 * client adapters build on.
 */
@NullMarked
package dev.throughline.correlation.request;

import org.jspecify.annotations.NullMarked;
