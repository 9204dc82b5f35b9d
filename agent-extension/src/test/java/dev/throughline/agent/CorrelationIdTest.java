package dev.throughline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorrelationIdTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "0",
        "order-4711",
        "root.span_1@host:80/a+b=",
        "1-5759e988-bd862e3fe1be46a994272793",
        "0fa997db1f5260eec57f5bd4d9d9d485"
      })
  void takesWhatProxiesSend(String value) {
    assertThat(CorrelationId.isValid(value)).isTrue();
  }

  @Test
  void takesAHundredAndTwentyEightCharactersAndNoMore() {
    assertThat(CorrelationId.isValid("x".repeat(128))).isTrue();
    assertThat(CorrelationId.isValid("x".repeat(129))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "|root.span",
        "-a",
        ".a",
        "a b",
        "a,b",
        "a;b",
        "a\"",
        "a\n",
        "é",
        "a${b}",
        "a\u0000"
      })
  void refusesTheRest(String value) {
    assertThat(CorrelationId.isValid(value)).isFalse();
  }

  @Test
  void twoLinesAreNoneEvenIfEqual() {
    assertThat(CorrelationId.only(List.of("a").iterator())).isEqualTo("a");
    assertThat(CorrelationId.only(List.of("a", "a").iterator())).isNull();
    assertThat(CorrelationId.only(List.<String>of().iterator())).isNull();
    assertThat(CorrelationId.only(Arrays.asList((String) null).iterator())).isNull();
  }

  @Test
  void aNewOneIsValidAndNew() {
    assertThat(CorrelationId.random()).matches("[0-9a-f]{32}").isNotEqualTo(CorrelationId.random());
  }
}
