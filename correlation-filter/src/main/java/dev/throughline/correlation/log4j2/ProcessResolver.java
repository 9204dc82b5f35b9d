package dev.throughline.correlation.log4j2;

import dev.throughline.correlation.request.ThisProcess;
import java.util.Map;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.layout.template.json.resolver.EventResolver;
import org.apache.logging.log4j.layout.template.json.util.JsonWriter;

/** Writes the fields of {@link ThisProcess} into the object it stands in. */
final class ProcessResolver implements EventResolver {
  private final Map<String, String> fields = ThisProcess.fields();

  @Override
  public boolean isFlattening() {
    return true;
  }

  @Override
  public void resolve(LogEvent event, JsonWriter json) {
    resolve(event, json, false);
  }

  @Override
  public void resolve(LogEvent event, JsonWriter json, boolean succeedingEntry) {
    boolean separate = succeedingEntry;
    for (Map.Entry<String, String> field : fields.entrySet()) {
      if (separate) {
        json.writeSeparator();
      }
      json.writeObjectKey(field.getKey());
      json.writeString(field.getValue());
      separate = true;
    }
  }
}
