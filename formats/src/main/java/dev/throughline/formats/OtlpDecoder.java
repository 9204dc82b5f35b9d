package dev.throughline.formats;

import dev.throughline.formats.DecodeResult.Malformed;

/** OpenTelemetry's protocol, both encodings. Thread-safe. */
public final class OtlpDecoder {
  /** The body of {@code POST /v1/traces}. */
  public DecodeResult traces(byte[] body, OtlpEncoding encoding, Intake in) {
    return new Malformed("not built yet");
  }

  /** The body of {@code POST /v1/logs}. */
  public DecodeResult logs(byte[] body, OtlpEncoding encoding, Intake in) {
    return new Malformed("not built yet");
  }

  /** A JSON document or line of a file that may hold traces or logs. */
  public DecodeResult json(byte[] json, Intake in) {
    return new Malformed("not built yet");
  }
}
