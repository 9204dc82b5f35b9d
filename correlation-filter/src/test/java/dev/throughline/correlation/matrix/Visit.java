package dev.throughline.correlation.matrix;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request and all that must be true of it, each worked out from its number alone, so that
 * whoever meets the number anywhere can judge the ids beside it.
 *
 * @param user whom the caller names; null for nobody
 * @param login whether the application learns the user itself, in the middle
 * @param correlationId sent; null for none, or for a value that must be replaced
 * @param fails whether the application throws
 * @param leaves whether the caller hangs up without waiting for the answer
 */
record Visit(
    long number,
    @Nullable String user,
    boolean login,
    @Nullable String session,
    @Nullable String correlationId,
    @Nullable String traceId,
    Map<String, String> headers,
    boolean fails,
    boolean leaves) {
  static final String CALLERS_SPAN = "b7ad6b7169203331";

  private static final String[] HOSTILE = {
    "a, b", "${jndi:ldap://x}", "<script>", "../../etc", "%0d%0aSet-Cookie:x", "x".repeat(129), "-"
  };

  /** One that says everything of itself. */
  static Visit complete(long number) {
    return of(number, "u-" + number, false, "s-" + number, true, false, false);
  }

  /** Different people, some of them nobody, some hostile, some failing, some impatient. */
  static Visit mixed(long number) {
    long kind = number % 3;
    return of(
        number,
        kind == 0 ? "u-" + number : null,
        kind == 2,
        number % 2 == 0 ? "s-" + number : null,
        number % 7 != 3,
        number % 11 == 5,
        number % 13 == 6);
  }

  private static Visit of(
      long number,
      @Nullable String user,
      boolean login,
      @Nullable String session,
      boolean wellBehaved,
      boolean fails,
      boolean leaves) {
    String correlationId = wellBehaved ? "c-" + number : null;
    String traceId = wellBehaved ? String.format("%032x", number + 1) : null;
    Map<String, String> headers = new LinkedHashMap<>();
    if (wellBehaved) {
      headers.put("X-Correlation-ID", "c-" + number);
      headers.put("traceparent", "00-" + traceId + "-" + CALLERS_SPAN + "-01");
    } else {
      headers.put("X-Correlation-ID", HOSTILE[(int) (number % HOSTILE.length)]);
      headers.put("traceparent", "00-" + "0".repeat(32) + "-" + CALLERS_SPAN + "-01");
    }
    String baggage =
        (user == null ? "" : ",user.id=" + user)
            + (session == null ? "" : ",session.id=" + session);
    if (!baggage.isEmpty()) {
      headers.put("baggage", baggage.substring(1));
    }
    return new Visit(number, user, login, session, correlationId, traceId, headers, fails, leaves);
  }

  /** Who it is by the time the work is handed over. */
  @Nullable String userWithin() {
    return login ? "u-" + number : user;
  }
}
