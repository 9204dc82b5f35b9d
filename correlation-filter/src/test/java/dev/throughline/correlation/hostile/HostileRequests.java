package dev.throughline.correlation.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Requests of somebody who knows every header that is read. The same seed gives the same requests.
 */
final class HostileRequests {
  static final List<String> HEADERS =
      List.of(
          "X-Correlation-ID",
          "X-Request-ID",
          "traceparent",
          "tracestate",
          "baggage",
          "b3",
          "X-B3-TraceId",
          "X-B3-SpanId",
          "X-B3-Sampled",
          "X-B3-Flags",
          "X-Amzn-Trace-Id",
          "uber-trace-id",
          "X-Forwarded-For",
          "Forwarded",
          "Authorization",
          "Origin",
          "Access-Control-Request-Method");

  private static final String CORRELATION_ID = "[A-Za-z0-9][A-Za-z0-9._:/+=@-]{0,127}";
  private static final int HUGE = 1_000_000;

  /** What servers, layouts, terminals, browsers and parsers have tripped over. */
  private static final List<String> BRICKS =
      List.of(
          "\r\nSet-Cookie: stolen=1",
          "\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
          "\nX-Injected: 1",
          "\r",
          "\n",
          "%0d%0aSet-Cookie:stolen=1",
          "\u010d\u010aSet-Cookie: stolen=1",
          "\u0000",
          "\u0007\b\u000b\u007f\u0085",
          "\u001b[2J\u001b[31m",
          "\u001b]52;c;ZWNobw==\u0007",
          "\u2028\u2029",
          "\u202e\u200b\ufeff",
          "١٢٣",
          "😀",
          "${jndi:ldap://127.0.0.1/a}",
          "${${lower:j}ndi:${env:USER}}",
          "%X{user_id}%n%d",
          "%mdc %msg{}{}",
          "{\"a\":1}",
          "\",\"level\":\"ERROR",
          "\\\",\\u0022",
          "'\"`;--",
          "<script>alert(1)</script>",
          "../../etc/passwd",
          "__proto__",
          "{}[](),;=*",
          "   ",
          "\t",
          "%",
          "%zz%c0%ae",
          "k=v,".repeat(200),
          "x".repeat(300));

  /** The beginnings of what is valid, so that it goes wrong late. */
  private static final List<String> LURES =
      List.of(
          "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
          "0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-1",
          "0af7651916cd43dd8448eb211c80319c:b7ad6b7169203331:0:1",
          "Root=1-0af76519-16cd43dd8448eb211c80319c;Parent=b7ad6b7169203331;Sampled=1",
          "user.id=mallory",
          "session.id=s-1",
          "user.id=%0d%0a",
          "Bearer e30.eyJzdWIiOiJtYWxsb3J5In0.x",
          "Bearer ",
          "203.0.113.9",
          "https://shop.example",
          "order-4711");

  /** Bytes that are not UTF-8, each way of being that. */
  private static final byte[][] RAW = {
    {(byte) 0xc0, (byte) 0xae}, // overlong
    {(byte) 0xc0, (byte) 0x8d, (byte) 0xc0, (byte) 0x8a}, // overlong line end
    {(byte) 0xe0, (byte) 0x80, (byte) 0x8a},
    {(byte) 0xed, (byte) 0xa0, (byte) 0x80}, // half a surrogate pair
    {(byte) 0xff, (byte) 0xfe},
    {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80}, // beyond Unicode
    {(byte) 0x80}
  };

  private final Random random;

  HostileRequests(long seed) {
    random = new Random(seed);
  }

  /**
   * A request's bytes.
   *
   * @param sent the values as they went out, to recognise them should one come back
   */
  record Request(byte[] bytes, List<String> sent) {}

  Request next() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    // Before anything that may end the head: the answer to it is the whole conversation.
    write(bytes, "GET /served HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
    List<String> sent = new ArrayList<>();
    for (int lines = 1 + random.nextInt(3); lines > 0; lines--) {
      String header = oneOf(HEADERS);
      for (int same = random.nextInt(8) == 0 ? 2 : 1; same > 0; same--) {
        byte[] value = value();
        sent.add(new String(value, StandardCharsets.ISO_8859_1));
        write(bytes, header + ": ");
        bytes.writeBytes(value);
        write(bytes, "\r\n");
      }
    }
    write(bytes, "\r\n");
    return new Request(bytes.toByteArray(), List.copyOf(sent));
  }

  private byte[] value() {
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    if (random.nextInt(500) == 0) {
      write(value, oneOf(BRICKS).repeat(HUGE / 300).substring(0, HUGE / 300));
      write(value, "x".repeat(HUGE));
    }
    if (random.nextBoolean()) {
      write(value, oneOf(LURES));
    }
    for (int parts = 1 + random.nextInt(3); parts > 0; parts--) {
      if (random.nextInt(6) == 0) {
        value.writeBytes(RAW[random.nextInt(RAW.length)]);
      } else {
        write(value, oneOf(BRICKS));
      }
      if (random.nextInt(4) == 0) {
        write(value, oneOf(LURES));
      }
    }
    if (value.toString(StandardCharsets.ISO_8859_1).strip().matches(CORRELATION_ID)) {
      write(value, "\""); // by chance it was none
    }
    return value.toByteArray();
  }

  private String oneOf(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static void write(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
