package dev.throughline.agent;

import java.util.List;
import java.util.stream.Stream;

/** What must never come back, nor reach a span or a log line: rows I37 to I39 of the bad inputs. */
final class HostileHeaders {
  private static final List<String> BAD_VALUES =
      List.of(
          "a\u0000Set-Cookie: x=1",
          "a%0d%0aSet-Cookie:x",
          "x".repeat(129),
          "x".repeat(4_000),
          "",
          "one,two",
          "one, two",
          "../../etc/passwd",
          "${jndi:ldap://127.0.0.1/a}",
          "<script>alert(1)</script>",
          "\u001b[2J",
          "\u001b]8;;http://example.org\u0007link",
          "smile\ud83d\ude00",
          "\u010d\u010a",
          "-leading",
          "with space",
          "quote\"",
          "back\\slash");

  /** Header lines of one request each. */
  static Stream<List<String>> requests() {
    return Stream.concat(
        BAD_VALUES.stream().map(value -> List.of("X-Correlation-ID: " + value)),
        Stream.of(
            List.of("X-Correlation-ID: one", "X-Correlation-ID: two"),
            List.of("X-Correlation-ID: same", "X-Correlation-ID: same"),
            List.of("X-Request-ID: one", "X-Request-ID: two"),
            List.of("X-Correlation-ID: bad value", "X-Request-ID: good"),
            List.of("traceparent: ff-00000000000000000000000000000000-0000000000000000-01"),
            List.of("traceparent: " + "0".repeat(5_000)),
            List.of("baggage: user.id=%00%0a", "baggage: " + "k=v,".repeat(300)),
            List.of("baggage: correlation.id=%0d%0aSet-Cookie:x"),
            List.of("baggage: user.id=" + "x".repeat(300)),
            // Other names for a user, an event, a line: the reader of the lines must not fold them.
            List.of(
                "X-Forwarded-For: 203.0.113.9", "baggage: user_id=alice,userId=alice,user=alice"),
            List.of(
                "X-Forwarded-For: 10.0.0.1", "baggage: usr.id=alice,actor_id=bob,sessionId=s-1"),
            List.of("X-Forwarded-For: 10.0.0.1", "baggage: event_name=UserLoggedIn,record_uid=x"),
            List.of("Forwarded: for=10.0.0.1", "baggage: user.id=alice,enduser.id=alice")));
  }

  private HostileHeaders() {}
}
