package dev.throughline.formats;

/** What an OTLP message holds. */
enum OtlpKind {
  TRACES,
  LOGS
}
