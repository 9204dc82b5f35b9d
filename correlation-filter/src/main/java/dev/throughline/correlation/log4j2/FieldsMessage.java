package dev.throughline.correlation.log4j2;

import java.util.Map;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.message.MapMessage;

/**
 * A text with fields beside it, as SLF4J's key-value pairs are. Log4j2's own binding turns those
 * into texts in the ThreadContext; a map message keeps numbers numbers.
 */
public final class FieldsMessage extends MapMessage<FieldsMessage, Object> {
  private static final long serialVersionUID = 1;

  private final String text;

  FieldsMessage(String text, Map<String, Object> fields) {
    super(fields);
    this.text = text;
  }

  /** Logs at level INFO. */
  public static void info(String logger, String text, Map<String, Object> fields) {
    LogManager.getLogger(logger).info(new FieldsMessage(text, fields));
  }

  @Override
  public FieldsMessage newInstance(Map<String, Object> fields) {
    return new FieldsMessage(text, fields);
  }

  @Override
  public String asString() {
    return text;
  }

  @Override
  public String getFormattedMessage() {
    return text;
  }

  @Override
  public void formatTo(StringBuilder buffer) {
    buffer.append(text);
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other) && other instanceof FieldsMessage that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + text.hashCode();
  }
}
