package dev.throughline.agent;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a server's session cookie a name for the session that may stand in a log: a digest,
 * because the cookie itself opens the session to whoever reads it. All instances of a service, and
 * all starts of it, make the same name of the same cookie.
 */
final class SessionCookie {
  static final String REQUEST_HEADER = "Cookie";
  static final String RESPONSE_HEADER = "Set-Cookie";

  /** A shorter value can be guessed, and its digest with it; so it is no session id. */
  private static final int MIN_LENGTH = 16;

  private static final int MAX_LENGTH = 256;

  /**
   * The session that a request's or a response's cookies name; null if they name none.
   *
   * @param lines of one of the two headers
   * @param names of session cookies, the first one found counts
   */
  static @Nullable String session(Iterator<String> lines, List<String> names) {
    if (names.isEmpty() || !lines.hasNext()) {
      return null;
    }
    List<String> all = new ArrayList<>(2);
    lines.forEachRemaining(all::add);
    for (String name : names) {
      for (String line : all) {
        String value = line == null ? null : value(line, name);
        if (value != null) {
          return session(value);
        }
      }
    }
    return null;
  }

  private static @Nullable String value(String line, String name) {
    int start = 0;
    while (start < line.length()) {
      int semicolon = line.indexOf(';', start);
      int end = semicolon < 0 ? line.length() : semicolon;
      String pair = line.substring(start, end).trim();
      if (pair.startsWith(name) && pair.startsWith("=", name.length())) {
        return pair.substring(name.length() + 1);
      }
      start = end + 1;
    }
    return null;
  }

  private static @Nullable String session(String cookie) {
    // Behind the last dot containers name the instance, which a fail-over changes.
    int route = cookie.lastIndexOf('.');
    String id = route < 0 ? cookie : cookie.substring(0, route);
    return id.length() < MIN_LENGTH || id.length() > MAX_LENGTH ? null : digest(id);
  }

  private static String digest(String id) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] bytes = sha256.digest(("throughline session " + id).getBytes(StandardCharsets.UTF_8));
      ByteBuffer digest = ByteBuffer.wrap(bytes); // half of it is long enough
      return Hex.of(digest.getLong(), digest.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private SessionCookie() {}
}
