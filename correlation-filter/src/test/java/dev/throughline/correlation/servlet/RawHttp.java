package dev.throughline.correlation.servlet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** HTTP/1.1 by hand: sends what a well-behaved client refuses to send. */
public record RawHttp(int port) {
  /** A whole answer: status, header lines as they came, and the body. */
  public record Answer(int status, List<String> headerLines, String body) {
    public List<String> header(String name) {
      String start = name.toLowerCase(java.util.Locale.ROOT) + ":";
      return headerLines.stream()
          .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith(start))
          .map(line -> line.substring(start.length()).strip())
          .toList();
    }

    public String only(String name) {
      List<String> values = header(name);
      if (values.size() != 1) {
        throw new AssertionError("one " + name + " expected: " + headerLines);
      }
      return values.get(0);
    }

    /** The value of a {@code key=value} line of the body; null if there is none. */
    public @Nullable String line(String key) {
      return body.lines()
          .filter(line -> line.startsWith(key + "="))
          .map(line -> line.substring(key.length() + 1))
          .findFirst()
          .orElse(null);
    }
  }

  public Answer get(String path, String... headerLines) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(60_000);
      StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n");
      for (String line : headerLines) {
        request.append(line).append("\r\n");
      }
      request.append("Connection: close\r\n\r\n");
      socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
      return parse(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static Answer parse(String answer) {
    int blank = answer.indexOf("\r\n\r\n");
    List<String> head = new ArrayList<>(answer.substring(0, blank).lines().toList());
    int status = Integer.parseInt(head.remove(0).split(" ")[1]);
    return new Answer(status, head, answer.substring(blank + 4));
  }
}
