package dev.throughline.correlation.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import java.lang.reflect.Array;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import net.logstash.logback.argument.StructuredArgument;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * About how much memory an event keeps while it waits. Judged by what costs nothing to look at: on
 * the thread that logs, the line's JSON would cost ten times what handing over its event does.
 */
final class LineWeight {
  /** The event itself, its place, and the ids that it shares with its request's other lines. */
  private static final long EVENT = 512;

  /** A reference and something small behind it. */
  private static final long OBJECT = 64;

  /** In bytes. */
  static long of(ILoggingEvent event) {
    // The second time for the arguments: what they say is in the message.
    long weight = EVENT + 2 * text(event.getFormattedMessage());
    weight += pairs(event.getKeyValuePairs()) + structured(event.getArgumentArray());
    for (IThrowableProxy thrown = event.getThrowableProxy();
        thrown != null;
        thrown = thrown.getCause()) {
      weight += text(thrown.getMessage()) + OBJECT * thrown.getStackTraceElementProxyArray().length;
    }
    return weight;
  }

  private static long pairs(@Nullable List<KeyValuePair> pairs) {
    long weight = 0;
    if (pairs != null) {
      for (KeyValuePair pair : pairs) {
        weight += OBJECT + value(pair.value);
      }
    }
    return weight;
  }

  /** The encoder's own, which write their values beside the message, not only into it. */
  private static long structured(Object @Nullable [] arguments) {
    long weight = 0;
    if (arguments != null) {
      for (Object argument : arguments) {
        weight += argument instanceof StructuredArgument ? text(argument.toString()) : 0;
      }
    }
    return weight;
  }

  private static long value(@Nullable Object value) {
    if (value instanceof CharSequence text) {
      return text(text);
    } else if (value instanceof Collection<?> many) {
      return OBJECT * many.size();
    } else if (value instanceof Map<?, ?> many) {
      return 2 * OBJECT * many.size();
    }
    return value != null && value.getClass().isArray()
        ? (long) Long.BYTES * Array.getLength(value)
        : 0;
  }

  /** Most of what is logged is Latin, of which the JVM keeps a byte a character. */
  private static long text(@Nullable CharSequence text) {
    return text == null ? 0 : text.length();
  }

  private LineWeight() {}
}
