/** The extension for the OpenTelemetry Java agent. */
@NullMarked
package dev.throughline.agent;

import org.jspecify.annotations.NullMarked;
