package dev.throughline.agent;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.logs.LogRecordProcessor;
import io.opentelemetry.sdk.logs.ReadWriteLogRecord;

/** Puts the ids on every log record; it must come before the processor that hands records on. */
final class IdsOnLogs implements LogRecordProcessor {
  @Override
  public void onEmit(Context context, ReadWriteLogRecord record) {
    try {
      describe(record, context);
    } catch (Exception | LinkageError e) {
      Failures.report("log record", e);
    }
  }

  private static void describe(ReadWriteLogRecord record, Context context) {
    String correlationId = KnownIds.correlation(context);
    if (correlationId != null) {
      record.setAttribute(Fields.CORRELATION_ID, correlationId);
    }
    for (AttributeKey<String> key : Fields.PERSON) {
      String own = record.getAttribute(key);
      String id = own == null ? KnownIds.person(context, key) : KnownIds.told(key, own);
      if (id != null && !id.equals(own)) {
        record.setAttribute(key, id);
      }
    }
  }
}
