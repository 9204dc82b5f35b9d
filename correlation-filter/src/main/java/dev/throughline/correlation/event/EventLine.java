package dev.throughline.correlation.event;

import dev.throughline.correlation.log4j2.FieldsMessage;
import dev.throughline.correlation.request.Fields;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Events as log lines: name, uid and attributes are SLF4J key-value pairs, with Log4j2 fields of
 * its own kind, and the ids are in the MDC.
 */
final class EventLine {
  private static final String LOG4J2_BINDING = "org.apache.logging.slf4j.";

  private final Logger log;

  EventLine(String logger) {
    log = LoggerFactory.getLogger(logger);
  }

  boolean isEnabled() {
    return log.isInfoEnabled();
  }

  void write(UserEvent event) {
    if (log.getClass().getName().startsWith(LOG4J2_BINDING)) {
      FieldsMessage.info(log.getName(), event.name(), fields(event));
    } else {
      writeKeyValues(event);
    }
  }

  private static Map<String, Object> fields(UserEvent event) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put(Fields.EVENT_NAME, event.name());
    fields.put(Fields.RECORD_UID, event.uid());
    fields.putAll(event.attributes());
    return fields;
  }

  private void writeKeyValues(UserEvent event) {
    LoggingEventBuilder line =
        log.atInfo()
            .addKeyValue(Fields.EVENT_NAME, event.name())
            .addKeyValue(Fields.RECORD_UID, event.uid());
    for (Map.Entry<String, Object> attribute : event.attributes().entrySet()) {
      line = line.addKeyValue(attribute.getKey(), attribute.getValue());
    }
    line.log(event.name());
  }
}
