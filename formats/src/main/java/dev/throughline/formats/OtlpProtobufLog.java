package dev.throughline.formats;

import io.opentelemetry.proto.logs.v1.LogRecord;
import java.io.IOException;

/** Reads an OTLP log record from protobuf. */
final class OtlpProtobufLog {
  private OtlpProtobufLog() {}

  static void read(ProtoReader in, Draft.OfLog log) throws IOException {
    while (in.next()) {
      switch (in.field()) {
        case LogRecord.TIME_UNIX_NANO_FIELD_NUMBER ->
            log.time = EpochTime.ofUnsignedNanos(in.fixed64());
        case LogRecord.OBSERVED_TIME_UNIX_NANO_FIELD_NUMBER ->
            log.observed = EpochTime.ofUnsignedNanos(in.fixed64());
        case LogRecord.SEVERITY_NUMBER_FIELD_NUMBER -> log.severity((int) in.varint());
        case LogRecord.SEVERITY_TEXT_FIELD_NUMBER -> log.severityText(in.text(log));
        case LogRecord.BODY_FIELD_NUMBER -> log.body(OtlpProtobufValue.read(in, log));
        case LogRecord.ATTRIBUTES_FIELD_NUMBER -> OtlpProtobufValue.attribute(in, log);
        case LogRecord.DROPPED_ATTRIBUTES_COUNT_FIELD_NUMBER ->
            log.droppedAttributes += in.varint();
        case LogRecord.FLAGS_FIELD_NUMBER -> log.flags(in.fixed32());
        case LogRecord.TRACE_ID_FIELD_NUMBER -> log.traceId = in.hex();
        case LogRecord.SPAN_ID_FIELD_NUMBER -> log.spanId = in.hex();
        case LogRecord.EVENT_NAME_FIELD_NUMBER -> log.eventName = log.text(in.text(log));
        default -> in.skip();
      }
    }
  }
}
