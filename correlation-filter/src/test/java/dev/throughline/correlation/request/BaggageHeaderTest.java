package dev.throughline.correlation.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BaggageHeaderTest {
  @Test
  void linesAreJoinedAndValuesDecoded() {
    Map<String, String> members = BaggageHeader.read(List.of("user.id=a%2Cb;p=1", " x = 1+1 "));
    assertThat(BaggageHeader.value(members, "user.id")).isEqualTo("a,b");
    assertThat(BaggageHeader.value(members, "x")).isEqualTo("1+1");
    assertThat(BaggageHeader.write(members)).isEqualTo("user.id=a%2Cb;p=1,x=1+1");
  }

  @Test
  void tooLongOrTooManyIsNone() {
    assertThat(BaggageHeader.read(List.of("k=" + "v".repeat(8_191)))).isEmpty();
    assertThat(BaggageHeader.read(List.of(members(181)))).isEmpty();
    assertThat(BaggageHeader.read(List.of(members(180)))).hasSize(180);
  }

  @Test
  void whatIsWrittenIsWithinTheLimits() {
    Map<String, String> many = new LinkedHashMap<>();
    many.put("user.id", "alice");
    many.putAll(BaggageHeader.read(List.of(members(180))));
    assertThat(BaggageHeader.read(List.of(BaggageHeader.write(many))))
        .hasSize(180)
        .containsEntry("user.id", "alice")
        .doesNotContainKey("k179");
    Map<String, String> large = new LinkedHashMap<>();
    large.put("large", "v".repeat(8_180));
    large.put("user.id", "alice");
    large.put("k", "v");
    assertThat(BaggageHeader.read(List.of(BaggageHeader.write(large))))
        .containsOnlyKeys("large", "k");
  }

  @Test
  void controlsAreNone() {
    assertThat(BaggageHeader.read(List.of("user.id=a\u001b[2J"))).isEmpty();
    assertThat(BaggageHeader.read(List.of("user.id=\u010a"))).isEmpty();
  }

  @Test
  void whatIsWrittenIsReadBack() {
    for (String id : List.of("alice", "Jürgen X", "a,b;c=d", "100%", "😀", "\"q\"", "+")) {
      Map<String, String> members =
          BaggageHeader.read(List.of("user.id=" + BaggageHeader.encode(id)));
      assertThat(BaggageHeader.value(members, "user.id")).isEqualTo(id);
    }
  }

  private static String members(int count) {
    return IntStream.range(0, count).mapToObj(i -> "k" + i + "=v").collect(Collectors.joining(","));
  }
}
