package dev.throughline.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;

/**
 * Whatever Spring, or the server for it, makes of forwarded headers before any filter sees them.
 */
class ForwardedHeadersTest {
  static final String OF_OURS = "throughline.trust.peers=127.0.0.1/32; 10.0.0.0/8";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "server.forward-headers-strategy=framework",
        "server.forward-headers-strategy=native",
        "shop.forwarded.hidden=true"
      })
  void whoSentItDecides(String setting) throws Exception {
    try (Running shop =
        Running.start(FluxShop.class, WebApplicationType.REACTIVE, setting, OF_OURS)) {
      check(shop);
    }
  }

  static void check(Running shop) throws Exception {
    // One of our own, speaking for itself: everything.
    assertThat(ask(shop, "c-1").body()).startsWith("c-1 bob ");
    // A gateway of ours that speaks for one of us, and one that speaks for somebody outside.
    assertThat(ask(shop, "c-2", "X-Forwarded-For", "10.0.0.5").body()).startsWith("c-2 bob ");
    for (String outside : new String[] {"203.0.113.9", "10.0.0.5, 203.0.113.9", "unknown"}) {
      assertThat(ask(shop, "c-3", "X-Forwarded-For", outside).body()).startsWith("c-3 null ");
    }
    assertThat(ask(shop, "c-4", "Forwarded", "for=203.0.113.9").body()).startsWith("c-4 null ");
    // Somebody else who says to speak for one of us: nothing.
    try (HttpClient stranger =
        HttpClient.newBuilder().localAddress(InetAddress.getByName("127.0.0.2")).build()) {
      Running asStranger = new Running(shop.context(), stranger);
      assertThat(ask(asStranger, "c-5", "X-Forwarded-For", "10.0.0.5").body())
          .doesNotContain("c-5", "bob");
      assertThat(ask(asStranger, "c-6", "Forwarded", "for=10.0.0.5").body())
          .doesNotContain("c-6", "bob");
    }
  }

  private static HttpResponse<String> ask(Running shop, String id, String... forwarded)
      throws Exception {
    String[] headers = {"X-Correlation-ID", id, "baggage", "user.id=bob"};
    String[] all = java.util.Arrays.copyOf(headers, headers.length + forwarded.length);
    System.arraycopy(forwarded, 0, all, headers.length, forwarded.length);
    return shop.get("/ids", all);
  }
}
