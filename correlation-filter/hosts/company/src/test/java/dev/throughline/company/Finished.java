package dev.throughline.company;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A span that the application's tracer has reported. */
record Finished(
    String kind,
    String traceId,
    String spanId,
    @Nullable String parentId,
    Map<String, String> tags) {}
