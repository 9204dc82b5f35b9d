package dev.throughline.correlation.all;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;

/** An exporter, with a count of what it could not deliver. */
record CountedSpanExporter(SpanExporter exporter, Outbox outbox, AtomicLong handedOn)
    implements SpanExporter {
  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    int many = spans.size(); // the collection is emptied afterwards
    handedOn.addAndGet(many);
    CompletableResultCode result = exporter.export(spans);
    return result.whenComplete(() -> outbox.drop(result.isSuccess() ? 0 : many));
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }
}
