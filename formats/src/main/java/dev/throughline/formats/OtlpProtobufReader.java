package dev.throughline.formats;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import java.io.IOException;

/**
 * Reads OTLP in its protobuf encoding, field by field. The generated classes give the field numbers
 * (constants, so that they are not even loaded) but not the parsing: they refuse a whole request
 * for one wrong byte in one string, where here the text is repaired, and they would be a second
 * form to map from. Traces and logs have the same numbers down to the records.
 */
final class OtlpProtobufReader {
  private static final int BATCH = ExportTraceServiceRequest.RESOURCE_SPANS_FIELD_NUMBER;

  private final OtlpKind kind;
  private final OtlpSignals into;

  OtlpProtobufReader(OtlpKind kind, OtlpSignals into) {
    this.kind = kind;
    this.into = into;
  }

  void read(byte[] body) throws IOException {
    ProtoReader in = new ProtoReader(body, 0, body.length);
    while (in.next()) {
      if (in.field() == BATCH) {
        into.add(batch(in));
      } else {
        in.skip();
      }
    }
  }

  private OtlpBatch batch(ProtoReader in) throws IOException {
    OtlpBatch batch = new OtlpBatch();
    int opened = in.open();
    while (in.next()) {
      switch (in.field()) {
        case ResourceSpans.RESOURCE_FIELD_NUMBER -> resource(in, batch.resource);
        case ResourceSpans.SCOPE_SPANS_FIELD_NUMBER -> batch.scopes.add(scoped(in));
        default -> in.skip();
      }
    }
    in.close(opened);
    return batch;
  }

  private static void resource(ProtoReader in, Draft resource) throws IOException {
    int opened = in.open();
    while (in.next()) {
      switch (in.field()) {
        case Resource.ATTRIBUTES_FIELD_NUMBER -> OtlpProtobufValue.attribute(in, resource);
        case Resource.DROPPED_ATTRIBUTES_COUNT_FIELD_NUMBER ->
            resource.droppedAttributes += in.varint();
        default -> in.skip();
      }
    }
    in.close(opened);
  }

  private OtlpBatch.OfScope scoped(ProtoReader in) throws IOException {
    OtlpBatch.OfScope scoped = new OtlpBatch.OfScope();
    int opened = in.open();
    while (in.next()) {
      switch (in.field()) {
        case ScopeSpans.SCOPE_FIELD_NUMBER -> scope(in, scoped.scope);
        case ScopeSpans.SPANS_FIELD_NUMBER -> scoped.records.add(record(in.apart()));
        default -> in.skip();
      }
    }
    in.close(opened);
    return scoped;
  }

  private static void scope(ProtoReader in, Draft.OfScope scope) throws IOException {
    int opened = in.open();
    while (in.next()) {
      switch (in.field()) {
        case InstrumentationScope.NAME_FIELD_NUMBER -> scope.name = in.text(scope);
        case InstrumentationScope.VERSION_FIELD_NUMBER -> scope.version = in.text(scope);
        case InstrumentationScope.ATTRIBUTES_FIELD_NUMBER -> OtlpProtobufValue.attribute(in, scope);
        default -> in.skip();
      }
    }
    in.close(opened);
  }

  /** One record; what is damaged inside costs that record only. */
  private Draft.OfSignal record(ProtoReader in) throws IOException {
    Draft.OfSignal draft =
        switch (kind) {
          case TRACES -> new Draft.OfSpan();
          case LOGS -> new Draft.OfLog();
        };
    try {
      switch (draft) {
        case Draft.OfSpan span -> OtlpProtobufSpan.read(in, span);
        case Draft.OfLog log -> OtlpProtobufLog.read(in, log);
      }
    } catch (InvalidProtocolBufferException damaged) {
      draft.refuse("damaged protobuf: " + damaged.getMessage());
    }
    return draft;
  }
}
