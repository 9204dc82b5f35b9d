package dev.throughline.hosts;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;

/** The same of Spring MVC. */
class MvcForwardedHeadersTest {
  @ParameterizedTest
  @ValueSource(strings = {"framework", "native"})
  void whoSentItDecides(String strategy) throws Exception {
    try (Running shop =
        Running.start(
            MvcShop.class,
            WebApplicationType.SERVLET,
            "server.forward-headers-strategy=" + strategy,
            ForwardedHeadersTest.OF_OURS)) {
      ForwardedHeadersTest.check(shop);
    }
  }
}
