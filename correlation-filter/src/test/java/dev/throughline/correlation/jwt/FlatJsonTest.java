package dev.throughline.correlation.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlatJsonTest {
  private static final Set<String> WANTED = Set.of("sub", "exp", "act.sub");

  @Test
  void findsWhatIsWantedAmongEverythingElse() {
    assertThat(
            FlatJson.read(
                """
                {"iss": "https://id.example", "aud":["a",{"sub":"not this"}], "deep":{"sub":"nor this"},
                 "sub" : "alice", "admin": true, "exp":1.7e9, "none":null,"act":{"x":[], "sub":"bob"}}
                """,
                WANTED))
        .isEqualTo(Map.of("sub", "alice", "exp", 1_700_000_000L, "act.sub", "bob"));
    assertThat(FlatJson.read("{}", WANTED)).isEmpty();
  }

  @Test
  void escapesAreWhatTheyStandFor() {
    assertThat(FlatJson.read("{\"sub\":\"\\u00e9\\n\\\\\\/\\ud83d\\ude00\"}", WANTED))
        .isEqualTo(Map.of("sub", "é\n\\/😀"));
    assertThat(FlatJson.read("{\"\\u0073ub\":\"alice\"}", WANTED)).containsKey("sub");
  }

  @ParameterizedTest
  @ValueSource(strings = {"17", "true", "null", "[\"alice\"]", "{\"sub\":\"alice\"}"})
  void whatIsNoTextIsNoText(String value) {
    assertThat(FlatJson.read("{\"sub\":" + value + "}", WANTED))
        .containsOnlyKeys("sub")
        .allSatisfy((name, read) -> assertThat(read).isNotInstanceOf(String.class));
  }

  @Test
  void aDotInANameIsNoWayInside() {
    assertThat(FlatJson.read("{\"act.sub\":\"mallory\"}", WANTED)).isEmpty();
    assertThat(FlatJson.read("{\"act\":{\"act\":{\"sub\":\"mallory\"}}}", WANTED)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"sub\"",
        "{",
        "{\"sub\"}",
        "{\"sub\":}",
        "{\"sub\":\"alice}",
        "{\"sub\":\"alice\"",
        "{\"sub\":\"alice\",}",
        "{\"sub\":\"alice\"}}",
        "{\"sub\":\"alice\"} x",
        "{\"sub\":\"alice\" \"exp\":1}",
        "{'sub':'alice'}",
        "{sub:\"alice\"}",
        "{\"sub\":\"a\\u12\"}",
        "{\"sub\":\"a\\u٠٠٠٠\"}",
        "{\"sub\":\"a\\x\"}",
        "{\"sub\":\"a\nb\"}",
        "{\"sub\":\"a\u0000b\"}",
        "{\"exp\":nan}",
        "{\"exp\":1d}",
        "{\"exp\":0x10}",
        "{\"exp\":--1}",
        "{\"exp\":1111111111111111111111111}",
        "{\"x\":[[[}",
        "{\"sub\":\"alice\",\"sub\":\"bob\"}",
        "{\"sub\":\"alice\",\"\\u0073ub\":\"bob\"}",
        "\ufeff{\"sub\":\"alice\"}"
      })
  void whatIsNoObjectSaysNothing(String json) {
    assertThat(FlatJson.read(json, WANTED)).isNull();
  }

  @Test
  void depthCostsNothing() {
    String bomb = "[".repeat(1_000_000);
    assertThat(FlatJson.read("{\"x\":" + bomb, WANTED)).isNull();
    String closed = "{\"x\":" + bomb + "]".repeat(1_000_000) + ",\"sub\":\"alice\"}";
    assertThat(FlatJson.read(closed, WANTED)).isEqualTo(Map.of("sub", "alice"));
    assertThat(FlatJson.read("{\"act\":".repeat(1_000_000), WANTED)).isNull();
  }
}
