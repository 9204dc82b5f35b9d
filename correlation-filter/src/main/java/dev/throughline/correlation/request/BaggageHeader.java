package dev.throughline.correlation.request;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the {@code baggage} header, W3C Baggage: at most 8,192 bytes and 180 members in
 * all lines together, more than that is dropped whole. Members keep their raw text, properties
 * included, so what passes through us arrives unchanged.
 */
final class BaggageHeader {
  private static final int MAX_LENGTH = 8_192;
  private static final int MAX_MEMBERS = 180;
  private static final Pattern ENCODED_ASCII = Pattern.compile("%([0-7][0-9a-fA-F])");

  /** Members by key, each value raw: percent-encoded, with its properties. */
  static Map<String, String> read(List<String> lines) {
    String header = lines.size() == 1 ? lines.get(0) : String.join(",", lines);
    if (header.isEmpty() || header.length() > MAX_LENGTH || !isVisibleAscii(header)) {
      return Map.of();
    }
    Map<String, String> members = new LinkedHashMap<>();
    int from = 0;
    while (from < header.length()) {
      int comma = header.indexOf(',', from);
      int to = comma < 0 ? header.length() : comma;
      int equals = header.indexOf('=', from);
      if (equals > from && equals < to) {
        members.put(
            header.substring(from, equals).strip(), header.substring(equals + 1, to).strip());
      }
      from = to + 1;
    }
    return members.size() > MAX_MEMBERS ? Map.of() : members;
  }

  /** The decoded value of a member; null if it is absent or not decodable. */
  static @Nullable String value(Map<String, String> members, String key) {
    String raw = members.get(key);
    if (raw == null) {
      return null;
    }
    int properties = raw.indexOf(';');
    String encoded = (properties < 0 ? raw : raw.substring(0, properties)).strip();
    if (encoded.indexOf('%') < 0) {
      return encoded;
    }
    try {
      // Baggage is percent-encoded only: a plus is a plus.
      return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notPercentEncoded) {
      return null;
    }
  }

  /** Whether a line has a text anywhere in it, percent-encoded or not, and however long it is. */
  static boolean contains(String line, String ascii) {
    return line.contains(ascii)
        || ENCODED_ASCII
            .matcher(line)
            .replaceAll(octet -> Matcher.quoteReplacement(character(octet.group(1))))
            .contains(ascii);
  }

  private static String character(String hex) {
    return Character.toString(Integer.parseInt(hex, 16));
  }

  /** One header line; members beyond the limits, which the reader would drop all for, stay out. */
  static String write(Map<String, String> members) {
    StringBuilder header = new StringBuilder();
    int count = 0;
    for (Map.Entry<String, String> member : members.entrySet()) {
      int length = member.getKey().length() + member.getValue().length() + 2;
      if (header.length() + length <= MAX_LENGTH && count < MAX_MEMBERS) {
        count++;
        header.append(header.isEmpty() ? "" : ",");
        header.append(member.getKey()).append('=').append(member.getValue());
      }
    }
    return header.toString();
  }

  /** UTF-8, percent-encoded except for the characters an id is usually made of. */
  static String encode(String value) {
    StringBuilder encoded = new StringBuilder(value.length());
    for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || "-._~:@/+".indexOf(c) >= 0)) {
        encoded.append(c);
      } else {
        encoded.append('%').append(hexDigit(c >> 4)).append(hexDigit(c & 0xf));
      }
    }
    return encoded.toString();
  }

  private static char hexDigit(int nibble) {
    return "0123456789ABCDEF".charAt(nibble);
  }

  private static boolean isVisibleAscii(String header) {
    for (int i = 0; i < header.length(); i++) {
      char c = header.charAt(i);
      if ((c < 0x20 || c >= 0x7f) && c != '\t') {
        return false;
      }
    }
    return true;
  }

  private BaggageHeader() {}
}
