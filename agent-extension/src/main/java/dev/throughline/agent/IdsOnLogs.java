package dev.throughline.agent;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.logs.LogRecordProcessor;
import io.opentelemetry.sdk.logs.ReadWriteLogRecord;
import org.jspecify.annotations.Nullable;

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
      String own = saidByTheApplication(record, key);
      String id = own == null ? KnownIds.person(context, key) : own;
      if (id != null && !id.equals(record.getAttribute(key))) {
        record.setAttribute(key, id);
      }
    }
  }

  /** Its MDC's word goes before the caller's, as it does in its JSON lines. */
  private static @Nullable String saidByTheApplication(
      ReadWriteLogRecord record, AttributeKey<String> key) {
    String first = null;
    for (AttributeKey<String> spelling : Fields.inMdc(key)) {
      String own = record.getAttribute(spelling);
      String told = KnownIds.told(key, own);
      if (told != null && !told.equals(own)) {
        record.setAttribute(spelling, told);
      }
      first = first == null ? told : first;
    }
    return first;
  }
}
