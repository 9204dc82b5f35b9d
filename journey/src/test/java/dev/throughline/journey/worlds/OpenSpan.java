package dev.throughline.journey.worlds;

import dev.throughline.journey.model.Attributes;
import dev.throughline.journey.model.RecordId;
import dev.throughline.journey.model.Resource;
import dev.throughline.journey.model.Span;
import dev.throughline.journey.model.SpanId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A span that is not over yet. */
final class OpenSpan {
  final Where where;
  final Resource resource;
  final String name;
  final Span.Kind kind;
  final long start;
  final SpanId spanId;
  final RecordId record;
  final List<Span.Link> links = new ArrayList<>();
  final Map<String, Object> attributes = new HashMap<>();
  List<String> messages = List.of();
  Span.Status status = Span.Status.UNSET;
  @Nullable String statusMessage;
  private final Recorder recorder;

  OpenSpan(
      Recorder recorder, Where where, Resource resource, String name, Span.Kind kind, long start) {
    this.recorder = recorder;
    this.where = where;
    this.resource = resource;
    this.name = name;
    this.kind = kind;
    this.start = start;
    this.spanId = recorder.newSpan();
    this.record = recorder.newRecord();
  }

  /** Where what is done during this span is done. */
  Where inside() {
    return where.under(spanId, record);
  }

  OpenSpan message(String id) {
    messages = List.of(id);
    return this;
  }

  OpenSpan linkTo(OpenSpan producer) {
    links.add(new Span.Link(producer.where.trace(), producer.spanId, Attributes.EMPTY));
    return this;
  }

  OpenSpan with(String key, Object value) {
    attributes.put(key, value);
    return this;
  }

  OpenSpan fails(String message) {
    status = Span.Status.ERROR;
    statusMessage = message;
    return this;
  }

  /** Fails and says so in HTTP's words. */
  OpenSpan answers(long code) {
    with("http.response.status_code", code);
    return code >= 500 || kind == Span.Kind.CLIENT ? fails(Long.toString(code)) : this;
  }

  void log(Line line, long at) {
    recorder.log(inside(), resource, line, at);
  }

  void close(long end) {
    recorder.close(this, end);
  }
}
