package dev.throughline.correlation.all;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;

/** An exporter, with a count of what it could not deliver. */
record CountedEventExporter(LogRecordExporter exporter, Outbox outbox, AtomicLong handedOn)
    implements LogRecordExporter {
  @Override
  public CompletableResultCode export(Collection<LogRecordData> events) {
    int many = events.size(); // the collection is emptied afterwards
    handedOn.addAndGet(many);
    CompletableResultCode result = exporter.export(events);
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
