package dev.throughline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SessionCookieTest {
  private static final List<String> NAMES = List.of("JSESSIONID", "SESSION");
  private static final String ID = "0A1B2C3D4E5F60718293A4B5C6D7E8F9";

  @Test
  void theSameCookieIsTheSameSessionAndNothingOfItIsSeen() {
    String session = read("JSESSIONID=" + ID);
    // The first half of the SHA-256 of "throughline session " and the id: other releases say so
    // too.
    assertThat(session).isEqualTo("c336c0b41306f5d2eb54f4f7c4cde2c6");
    assertThat(read("theme=dark; JSESSIONID=" + ID + "; lang=de")).isEqualTo(session);
    assertThat(read("theme=dark", "JSESSIONID=" + ID)).isEqualTo(session);
    assertThat(read("JSESSIONID=" + ID.replace('0', '1'))).isNotEqualTo(session);
  }

  @Test
  void aResponseNamesItAsARequestDoes() {
    assertThat(read("JSESSIONID=" + ID + "; Path=/; HttpOnly")).isEqualTo(read("JSESSIONID=" + ID));
    assertThat(read("JSESSIONID=; Path=/; Max-Age=0")).isNull();
  }

  @Test
  void theInstanceBehindTheDotDoesNotCount() {
    assertThat(read("JSESSIONID=" + ID + ".node7")).isEqualTo(read("JSESSIONID=" + ID));
  }

  @Test
  void theFirstNameCounts() {
    assertThat(read("SESSION=" + ID + "ff; JSESSIONID=" + ID)).isEqualTo(read("JSESSIONID=" + ID));
    assertThat(read("SESSION=" + ID)).isEqualTo(read("JSESSIONID=" + ID));
  }

  @Test
  void whatIsNoSessionIdIsNone() {
    assertThat(read()).isNull();
    assertThat(read("")).isNull();
    assertThat(read(";;=;JSESSIONID")).isNull();
    assertThat(read("XJSESSIONID=" + ID, "JSESSIONIDX=" + ID)).isNull();
    assertThat(read("JSESSIONID=alice")).isNull();
    assertThat(read("JSESSIONID=" + "x".repeat(257))).isNull();
    assertThat(SessionCookie.session(List.of("JSESSIONID=" + ID).iterator(), List.of())).isNull();
  }

  private static @Nullable String read(String... lines) {
    return SessionCookie.session(List.of(lines).iterator(), NAMES);
  }
}
