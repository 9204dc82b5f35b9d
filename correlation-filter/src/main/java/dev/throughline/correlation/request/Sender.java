package dev.throughline.correlation.request;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who has sent a request, and with what headers. A server that is told to (Spring Boot's {@code
 * server.forward-headers-strategy=native}) puts whomever a gateway speaks for in the gateway's
 * place, and may take away the header that says so; here both are as they came.
 *
 * @param peer who is at the other end of the connection; null if unknown
 * @param headers all of them
 */
public record Sender(@Nullable InetAddress peer, IncomingHeaders headers) {
  private static final String SPOKEN_FOR = "X-Forwarded-For";

  /**
   * @param peer who is at the other end of the connection
   * @param seen whom the server takes for the sender: the same, or whom that one speaks for
   * @param headers those that the server has left
   */
  public static Sender of(
      @Nullable InetAddress peer, @Nullable String seen, IncomingHeaders headers) {
    return Objects.equals(peer, PeerAddress.ofLiteral(seen))
        ? new Sender(peer, headers)
        : new Sender(peer, name -> with(String.valueOf(seen), name, headers));
  }

  private static List<String> with(String spokenFor, String name, IncomingHeaders headers) {
    List<String> lines = headers.lines(name);
    if (!name.equalsIgnoreCase(SPOKEN_FOR)) {
      return lines;
    }
    List<String> all = new ArrayList<>(lines);
    all.add(spokenFor);
    return all;
  }
}
