package dev.throughline.cli.kibana;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.journey.Question;
import dev.throughline.journey.store.TimeRange;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KqlTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  @Test
  void aUserIsAnyNameAJourneyWouldStartFrom() {
    assertThat(Kql.of(user("alice")))
        .isEqualTo(
            "user.id:\"alice\" or user.actor.id:\"alice\" or enduser.id:\"alice\""
                + " or user.name:\"alice\" or user.email:\"alice\"");
    assertThat(Kql.of(user("user.email=a@b.example"))).isEqualTo("user.email:\"a@b.example\"");
  }

  @Test
  void sameKindsUniteAndDifferentKindsNarrow() {
    Question question =
        new Question(
            List.of(),
            List.of(),
            List.of("c1", "c2"),
            List.of(TRACE),
            Map.of("order_id", List.of("4711", "4712")),
            List.of("card declined"),
            TimeRange.ALL,
            false);
    assertThat(Kql.of(question))
        .isEqualTo(
            "(correlation.id:\"c1\" or correlation.id:\"c2\") and trace.id:\""
                + TRACE
                + "\" and (attributes.order_id:\"4711\" or attributes.order_id:\"4712\") and message:\"card declined\"");
  }

  @Test
  void aHandleIsDataInEveryCharacter() {
    assertThat(value("alice\" OR *:*")).isEqualTo("\"alice\\\" OR *:*\"");
    assertThat(value("*")).isEqualTo("\"*\"");
    assertThat(value("dom\\alice\\")).isEqualTo("\"dom\\\\alice\\\\\"");
    assertThat(value("C:\\temp\\new")).isEqualTo("\"C:\\\\temp\\\\new\"");
    assertThat(value("Zoë 李 😀")).isEqualTo("\"Zoë 李 😀\"");
  }

  @Test
  void whatATerminalWouldObeyOrHideIsSpelledOut() {
    assertThat(value("a\tb\r\n\u001b[2J\u202eevil\udb40\udc01"))
        .isEqualTo("\"a\\tb\\r\\n\\u001b[2J\\u202eevil\\udb40\\udc01\"");
  }

  @Test
  void withoutUnicodeTheSameIsSaidInAscii() {
    assertThat(Kql.ascii("user.name:\"Zoë 😀\""))
        .isEqualTo("user.name:\"Zo\\u00eb \\ud83d\\ude00\"");
  }

  @Test
  void anAttributeWithAnOddNameIsQuotedToo() {
    assertThat(Kql.of(field("order id", "1"))).isEqualTo("\"attributes.order id\":\"1\"");
    assertThat(Kql.of(field("a\":*", "1"))).isEqualTo("\"attributes.a\\\":*\":\"1\"");
  }

  private static String value(String correlation) {
    Question question =
        new Question(
            List.of(),
            List.of(),
            List.of(correlation),
            List.of(),
            Map.of(),
            List.of(),
            TimeRange.ALL,
            false);
    return Kql.of(question).substring("correlation.id:".length());
  }

  private static Question user(String name) {
    return Question.ofUser(name, TimeRange.ALL);
  }

  private static Question field(String key, String value) {
    return new Question(
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Map.of(key, List.of(value)),
        List.of(),
        TimeRange.ALL,
        false);
  }
}
