/** Correlation, user and session ids for an application that nobody changes. */
@NullMarked
package dev.throughline.agent;

import org.jspecify.annotations.NullMarked;
