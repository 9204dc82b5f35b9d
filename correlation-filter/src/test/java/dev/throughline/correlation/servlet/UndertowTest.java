package dev.throughline.correlation.servlet;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UndertowTest extends ServletContract {
  @Override
  Container container() {
    return new UndertowShop();
  }

  /**
   * All but an exception that escapes: Undertow clears all headers behind every filter's back
   * before it writes its own error page.
   */
  @Override
  @ParameterizedTest
  @ValueSource(strings = {"/error", "/broken", "/reset", "/forward", "/include", "/async-throw"})
  void theIdIsEchoedHoweverTheRequestEnds(String path) throws IOException {
    super.theIdIsEchoedHoweverTheRequestEnds(path);
  }
}
