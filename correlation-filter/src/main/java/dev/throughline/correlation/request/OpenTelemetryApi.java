package dev.throughline.correlation.request;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.logs.LogRecordBuilder;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.logs.Severity;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/**
 * What later versions of OpenTelemetry's API have and 1.49 has not, which is the one that Spring
 * Boot 3.5 chooses for an application whatever our own pom says.
 */
public final class OpenTelemetryApi {
  private static final boolean TELLS_IF_SET = has(GlobalOpenTelemetry.class, "isSet");
  private static final boolean TELLS_IF_ENABLED = has(Logger.class, "isEnabled", Severity.class);
  private static final boolean NAMES_EVENTS =
      has(LogRecordBuilder.class, "setEventName", String.class);
  private static final @Nullable Field GLOBAL = TELLS_IF_SET ? null : global();

  /**
   * Whether somebody has set the process-wide instance. Never by asking an older API for it: that
   * would set one that records nothing, for good.
   */
  static boolean isGlobalSet() {
    if (TELLS_IF_SET) {
      return GlobalOpenTelemetry.isSet();
    }
    try {
      return GLOBAL != null && GLOBAL.get(null) != null;
    } catch (IllegalAccessException e) {
      FirstFailure.report("looking for a global OpenTelemetry", e);
      return false;
    }
  }

  /** Whether events written to this logger get anywhere. */
  public static boolean isEnabled(Logger logger) {
    return TELLS_IF_ENABLED
        ? logger.isEnabled(Severity.INFO)
        : logger.getClass() != OpenTelemetry.noop().getLogsBridge().get("").getClass();
  }

  /** Where a record has no place for its event's name, it is the attribute that was before it. */
  public static void nameEvent(LogRecordBuilder record, String name) {
    if (NAMES_EVENTS) {
      record.setEventName(name);
    } else {
      record.setAttribute(AttributeKey.stringKey("event.name"), name);
    }
  }

  private static boolean has(Class<?> type, String method, Class<?>... parameters) {
    try {
      type.getMethod(method, parameters);
      return true;
    } catch (NoSuchMethodException older) {
      return false;
    }
  }

  private static @Nullable Field global() {
    try {
      Field field = GlobalOpenTelemetry.class.getDeclaredField("globalOpenTelemetry");
      field.setAccessible(true);
      return field;
    } catch (NoSuchFieldException | RuntimeException e) {
      FirstFailure.report("looking for a global OpenTelemetry", e);
      return null;
    }
  }

  private OpenTelemetryApi() {}
}
