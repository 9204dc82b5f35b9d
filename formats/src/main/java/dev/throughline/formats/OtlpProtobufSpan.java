package dev.throughline.formats;

import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;

/** Reads an OTLP span from protobuf. */
final class OtlpProtobufSpan {
  private OtlpProtobufSpan() {}

  static void read(ProtoReader in, Draft.OfSpan span) throws IOException {
    while (in.next()) {
      switch (in.field()) {
        case Span.TRACE_ID_FIELD_NUMBER -> span.traceId = in.hex();
        case Span.SPAN_ID_FIELD_NUMBER -> span.spanId = in.hex();
        case Span.TRACE_STATE_FIELD_NUMBER -> span.traceState = in.text(span);
        case Span.PARENT_SPAN_ID_FIELD_NUMBER -> span.parentSpanId = in.hex();
        case Span.FLAGS_FIELD_NUMBER -> span.flags(in.fixed32());
        case Span.NAME_FIELD_NUMBER -> span.name = span.text(in.text(span));
        case Span.KIND_FIELD_NUMBER -> span.kind = (int) in.varint();
        case Span.START_TIME_UNIX_NANO_FIELD_NUMBER ->
            span.start = EpochTime.ofUnsignedNanos(in.fixed64());
        case Span.END_TIME_UNIX_NANO_FIELD_NUMBER ->
            span.end = EpochTime.ofUnsignedNanos(in.fixed64());
        case Span.ATTRIBUTES_FIELD_NUMBER -> OtlpProtobufValue.attribute(in, span);
        case Span.DROPPED_ATTRIBUTES_COUNT_FIELD_NUMBER -> span.droppedAttributes += in.varint();
        case Span.EVENTS_FIELD_NUMBER -> span.add(event(in));
        case Span.DROPPED_EVENTS_COUNT_FIELD_NUMBER -> span.droppedEvents += in.varint();
        case Span.LINKS_FIELD_NUMBER -> span.add(link(in));
        case Span.DROPPED_LINKS_COUNT_FIELD_NUMBER -> span.droppedLinks += in.varint();
        case Span.STATUS_FIELD_NUMBER -> status(in, span);
        default -> in.skip();
      }
    }
  }

  private static Draft.OfEvent event(ProtoReader in) throws IOException {
    Draft.OfEvent event = new Draft.OfEvent();
    int opened = in.open();
    while (in.next()) {
      switch (in.field()) {
        case Span.Event.TIME_UNIX_NANO_FIELD_NUMBER ->
            event.time = EpochTime.ofUnsignedNanos(in.fixed64());
        case Span.Event.NAME_FIELD_NUMBER -> event.name = event.text(in.text(event));
        case Span.Event.ATTRIBUTES_FIELD_NUMBER -> OtlpProtobufValue.attribute(in, event);
        case Span.Event.DROPPED_ATTRIBUTES_COUNT_FIELD_NUMBER ->
            event.droppedAttributes += in.varint();
        default -> in.skip();
      }
    }
    in.close(opened);
    return event;
  }

  private static Draft.OfLink link(ProtoReader in) throws IOException {
    Draft.OfLink link = new Draft.OfLink();
    int opened = in.open();
    while (in.next()) {
      switch (in.field()) {
        case Span.Link.TRACE_ID_FIELD_NUMBER -> link.traceId = in.hex();
        case Span.Link.SPAN_ID_FIELD_NUMBER -> link.spanId = in.hex();
        case Span.Link.ATTRIBUTES_FIELD_NUMBER -> OtlpProtobufValue.attribute(in, link);
        case Span.Link.DROPPED_ATTRIBUTES_COUNT_FIELD_NUMBER ->
            link.droppedAttributes += in.varint();
        default -> in.skip();
      }
    }
    in.close(opened);
    return link;
  }

  private static void status(ProtoReader in, Draft.OfSpan span) throws IOException {
    int opened = in.open();
    while (in.next()) {
      switch (in.field()) {
        case Status.MESSAGE_FIELD_NUMBER -> span.statusMessage = span.text(in.text(span));
        case Status.CODE_FIELD_NUMBER -> span.status = (int) in.varint();
        default -> in.skip();
      }
    }
    in.close(opened);
  }
}
