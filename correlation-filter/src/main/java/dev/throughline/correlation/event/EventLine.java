package dev.throughline.correlation.event;

import dev.throughline.correlation.request.Fields;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Events as log lines: name, uid and attributes are SLF4J key-value pairs, the ids are in the MDC.
 */
final class EventLine {
  private final Logger log;

  EventLine(String logger) {
    log = LoggerFactory.getLogger(logger);
  }

  boolean isEnabled() {
    return log.isInfoEnabled();
  }

  void write(UserEvent event) {
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
