/**
 * One request's ids: read, made current on its threads, and carried on. Adapters for other servers
 * and clients build on {@link dev.throughline.correlation.request.ServedRequest}, {@link
 * dev.throughline.correlation.request.OutgoingCall}, {@link
 * dev.throughline.correlation.request.CapturedContext} and what these hand out; everything else is
 * internal.
 */
@NullMarked
package dev.throughline.correlation.request;

import org.jspecify.annotations.NullMarked;
