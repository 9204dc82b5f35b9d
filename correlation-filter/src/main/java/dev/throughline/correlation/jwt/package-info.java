/** Bearer tokens: who they name, and whether a key of ours says so; knows nothing of requests. */
@NullMarked
package dev.throughline.correlation.jwt;

import org.jspecify.annotations.NullMarked;
