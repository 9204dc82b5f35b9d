package dev.throughline.correlation.all;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.LogRecordProcessor;
import io.opentelemetry.sdk.logs.ReadWriteLogRecord;

/** The SDK's batch processor, behind a count of what it has no room for. */
record CountedEvents(LogRecordProcessor batches, Outbox outbox, int room)
    implements LogRecordProcessor {
  @Override
  public void onEmit(Context context, ReadWriteLogRecord event) {
    if (outbox.take(room)) {
      batches.onEmit(context, event);
    }
  }

  @Override
  public CompletableResultCode forceFlush() {
    return batches.forceFlush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return batches.shutdown();
  }
}
