package dev.throughline.formats;

import dev.throughline.journey.model.SpanId;
import dev.throughline.journey.model.TraceId;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Ids in the spellings of the tools that wrote them. */
final class IdText {
  private static final int MAX_ID_LENGTH = 256;
  private static final int MAX_CORRELATION_LENGTH = 128;
  private static final int SHORT_TRACE = 16;
  private static final HexFormat HEX = HexFormat.of();

  private IdText() {}

  /**
   * A trace id: 32 hex digits; B3's 16, padded on the left; X-Ray's {@code 1-time-random}; for
   * Datadog's spelling the decimal number of the low 64 bits. Null when it is none of them.
   */
  static @Nullable TraceId traceId(Object value, boolean datadog) {
    String text = value.toString();
    if (datadog && isDecimal(text)) {
      text = hex(text);
    } else if (text.length() == 35 && text.startsWith("1-") && text.charAt(10) == '-') {
      text = text.substring(2, 10) + text.substring(11);
    }
    if (text.length() == SHORT_TRACE) {
      text = "0".repeat(SHORT_TRACE) + text;
    }
    return TraceId.parse(text).orElse(null);
  }

  /** A span id: 16 hex digits, or for Datadog's spelling a decimal number. Null when neither. */
  static @Nullable SpanId spanId(Object value, boolean datadog) {
    String text = value.toString();
    return SpanId.parse(datadog && isDecimal(text) ? hex(text) : text).orElse(null);
  }

  private static String hex(String decimal) {
    try {
      return HEX.toHexDigits(Long.parseUnsignedLong(decimal));
    } catch (NumberFormatException overflow) {
      return "";
    }
  }

  private static boolean isDecimal(String text) {
    return !text.isEmpty() && text.length() <= 20 && firstOther(text) == text.length();
  }

  /** Where the leading decimal digits end. */
  private static int firstOther(String text) {
    int at = 0;
    while (at < text.length() && Rfc3339.isDigit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** Flags as a number, a boolean (sampled) or two hex digits; null when none of them. */
  static @Nullable Integer traceFlags(Object value) {
    if (value instanceof Boolean sampled) {
      return sampled ? 1 : 0;
    }
    if (value instanceof Long number) {
      return number >= 0 && number <= 0xff ? number.intValue() : null;
    }
    String text = value.toString();
    boolean hex = text.length() == 2 && HexFormat.isHexDigit(text.charAt(0));
    return hex && HexFormat.isHexDigit(text.charAt(1)) ? HexFormat.fromHexDigits(text) : null;
  }

  /**
   * The id by the grammar that holds everywhere, {@code [A-Za-z0-9][A-Za-z0-9._:/+=@-]{0,127}};
   * null when the value breaks it. A counter is no id either: numbers, and fastify's {@code
   * req-1a}, start again in every process and would tie strangers together.
   */
  static @Nullable String correlationId(Object value) {
    return value instanceof String id && matchesGrammar(id) && !isCounter(id) ? id : null;
  }

  private static boolean matchesGrammar(String id) {
    if (id.isEmpty() || id.length() > MAX_CORRELATION_LENGTH || !isAlphanumeric(id.charAt(0))) {
      return false;
    }
    for (int i = 1; i < id.length(); i++) {
      char c = id.charAt(i);
      if (!isAlphanumeric(c) && "._:/+=@-".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private static boolean isCounter(String id) {
    if (id.length() < 8 && isDecimal(id)) {
      return true;
    }
    boolean fastify = id.startsWith("req-") && id.length() > 4 && id.length() <= 8;
    return fastify && id.substring(4).chars().allMatch(c -> isAlphanumeric((char) c));
  }

  /** Any other id: text or a whole number of at most 256 characters; null when it is neither. */
  static @Nullable String name(Object value) {
    if (!(value instanceof String) && !(value instanceof Long)) {
      return null;
    }
    String text = value.toString();
    return text.isBlank() || text.length() > MAX_ID_LENGTH ? null : text;
  }
}
