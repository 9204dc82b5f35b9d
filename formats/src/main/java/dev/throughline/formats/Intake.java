package dev.throughline.formats;

import java.time.Instant;

/**
 * How and when bytes reached us.
 *
 * @param receivedAt the receive time of every record decoded from them, and the time of those that
 *     carry none
 * @param origin such as {@code otlp/http} or {@code file:app.log}
 */
public record Intake(Instant receivedAt, String origin) {}
