package dev.throughline.correlation.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Context;
import net.logstash.logback.composite.GlobalCustomFieldsJsonProvider;
import net.logstash.logback.composite.loggingevent.SequenceJsonProvider;
import net.logstash.logback.encoder.LogstashEncoder;

/**
 * The encoder of all set-ups: a line of JSON with the MDC, the key-value pairs, who writes and in
 * which order. The same line has the same fields on every way out, so that it stays one record when
 * it is read from two. Names no type of Jackson: the encoder's release 9 stands on Jackson 3,
 * release 8 on Jackson 2, and either one fits.
 */
public final class JsonLines extends LogstashEncoder {
  /** For Logback's configuration. */
  public JsonLines() {
    // A provider of its own: an application's <customFields> come beside it, not in its place.
    GlobalCustomFieldsJsonProvider<ILoggingEvent> process = new GlobalCustomFieldsJsonProvider<>();
    process.setCustomFields(ProcessFields.json());
    addProvider(process);
    addProvider(new SequenceJsonProvider());
  }

  @Override
  public void start() {
    Context context = getContext();
    if (context.getSequenceNumberGenerator() == null) {
      context.setSequenceNumberGenerator(new SequenceNumbers());
    }
    super.start();
  }
}
