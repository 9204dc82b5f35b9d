package dev.throughline.correlation.logback;

import ch.qos.logback.core.PropertyDefinerBase;
import dev.throughline.correlation.request.ThisProcess;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The fields of {@link ThisProcess} as one JSON object, for an encoder's {@code <customFields>}.
 * Written by hand so that it fits the encoders on Jackson 2 and on Jackson 3.
 */
public final class ProcessFields extends PropertyDefinerBase {
  @Override
  public String getPropertyValue() {
    return json();
  }

  static String json() {
    return ThisProcess.fields().entrySet().stream()
        .map(ProcessFields::member)
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String member(Map.Entry<String, String> field) {
    return quoted(field.getKey()) + ":" + quoted(field.getValue());
  }

  /** Everything but plain characters is escaped: Logback itself still looks for variables in it. */
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = Character.isLetterOrDigit(c) || " ._-:/@+".indexOf(c) >= 0;
      quoted.append(plain ? String.valueOf(c) : String.format("\\u%04x", (int) c));
    }
    return quoted.append('"').toString();
  }
}
