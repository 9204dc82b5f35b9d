package dev.throughline.formats;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.throughline.formats.DecodeResult.Malformed;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import tools.jackson.core.JacksonException;

/**
 * OpenTelemetry's protocol, both encodings (opentelemetry-proto 1.x). Thread-safe.
 *
 * <p>A record that cannot be taken (a span without a valid trace id, damage inside one protobuf
 * record) is refused alone; a message that cannot be followed to its end is malformed and gives
 * nothing. Unknown fields are skipped, as the protocol demands.
 */
public final class OtlpDecoder {
  /** The body of {@code POST /v1/traces}, an ExportTraceServiceRequest. */
  public DecodeResult traces(byte[] body, OtlpEncoding encoding, Intake in) {
    return decode(body, encoding, OtlpKind.TRACES, in);
  }

  /** The body of {@code POST /v1/logs}, an ExportLogsServiceRequest. */
  public DecodeResult logs(byte[] body, OtlpEncoding encoding, Intake in) {
    return decode(body, encoding, OtlpKind.LOGS, in);
  }

  /** A JSON document or line of a file, which may hold traces or logs. */
  public DecodeResult json(byte[] json, Intake in) {
    return json(json, EnumSet.allOf(OtlpKind.class), in, Ordinals.exact());
  }

  private static DecodeResult decode(byte[] body, OtlpEncoding encoding, OtlpKind kind, Intake in) {
    return switch (encoding) {
      case JSON -> json(body, EnumSet.of(kind), in, Ordinals.exact());
      case PROTOBUF -> protobuf(body, kind, in);
    };
  }

  static DecodeResult json(byte[] body, Set<OtlpKind> kinds, Intake in, Ordinals ordinals) {
    byte[] utf8 = Text.repaired(body);
    OtlpSignals signals = new OtlpSignals(new Normaliser(in, ordinals));
    try {
      new OtlpJsonReader(kinds, utf8 != body, signals).read(utf8);
    } catch (JacksonException notJson) {
      return new Malformed(Json.reason(notJson));
    }
    return signals.result();
  }

  private static DecodeResult protobuf(byte[] body, OtlpKind kind, Intake in) {
    OtlpSignals signals = new OtlpSignals(new Normaliser(in, Ordinals.exact()));
    try {
      new OtlpProtobufReader(kind, signals).read(body);
    } catch (InvalidProtocolBufferException damaged) {
      return new Malformed("not protobuf: " + damaged.getMessage());
    } catch (IOException impossible) {
      throw new IllegalStateException("reading memory failed", impossible);
    }
    return signals.result();
  }
}
