package dev.throughline.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.throughline.journey.model.Attributes;
import dev.throughline.journey.model.Ids;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.RecordId;
import dev.throughline.journey.model.Resource;
import dev.throughline.journey.model.Signal;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RecordCodecTest {
  private final RecordCodec codec = new RecordCodec();

  @Test
  void keepsEveryFieldOfAnySignal() {
    for (long seed = 0; seed < 3_000; seed++) {
      Signal signal = new RandomSignals(seed).next();
      byte[] bytes = codec.encode(signal);
      assertThat(codec.decode(bytes)).as("seed %d", seed).isEqualTo(signal);
      assertThat(new String(bytes, UTF_8)).as("one line, seed %d", seed).doesNotContain("\n");
    }
  }

  @Test
  void isReadableAndLeavesOutWhatIsAbsent() {
    assertThat(new String(codec.encode(log("hello", Attributes.EMPTY)), UTF_8))
        .isEqualTo(
            "{\"v\":1,\"k\":\"log\",\"id\":\"r1\",\"t\":\"2026-11-22T12:00:00.000000001Z\","
                + "\"r\":\"2026-11-22T12:00:01.000000000Z\",\"o\":\"test\",\"res\":{\"s\":\"orders\"},"
                + "\"users\":[\"user.id\",\"alice\"],\"sev\":9,\"body\":\"hello\"}");
  }

  @Test
  void aLoneSurrogateCannotStopTheQueue() {
    LogRecord broken = log("half a \uD83D face", Attributes.of(Map.of("k", "\uDE00")));
    assertThat(codec.decode(codec.encode(broken))).isEqualTo(broken);
    LogRecord inAName = log("m", Attributes.of(Map.of("k\uDE00", "v")));
    assertThat(codec.decode(codec.encode(inAName)).attributes())
        .isEqualTo(Attributes.of(Map.of("k\uFFFD", "v")));
  }

  @Test
  void skipsNamesThatLaterWritersAdd() {
    String line = new String(codec.encode(log("hello", Attributes.EMPTY)), UTF_8);
    String later = line.substring(0, line.length() - 1) + ",\"new\":{\"a\":[1]}}";
    assertThat(codec.decode(Bytes.of(later))).isEqualTo(log("hello", Attributes.EMPTY));
  }

  @Test
  void refusesANewerVersion() {
    String line = new String(codec.encode(log("hello", Attributes.EMPTY)), UTF_8);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> codec.decode(Bytes.of(line.replace("\"v\":1", "\"v\":2"))))
        .withMessage("record of version 2, expected 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "nonsense",
        "{\"v\":1,\"k\":\"log\"}",
        "{\"v\":1,\"k\":\"metric\",\"id\":\"x\"}",
        "{\"v\":1,\"k\":\"span\",\"id\":\"x\",\"t\":\"2026-11-22T12:00:00Z\"}",
        "{\"v\":1,\"k\":\"log\",\"id\":\"x\",\"t\":\"yesterday\"}",
        "{\"v\":1,\"k\":\"log\",\"id\":\"x\",\"trace\":\"zz\"}",
        "{\"v\":1,\"k\":\"log\",\"id\":7,\"a\":{\"x\":null}}",
      })
  void refusesWhatIsNoRecord(String bytes) {
    assertThatIllegalArgumentException().isThrownBy(() -> codec.decode(Bytes.of(bytes)));
  }

  @Test
  void refusesARecordWithSomethingBehind() {
    String line = new String(codec.encode(log("hello", Attributes.EMPTY)), UTF_8);
    assertThatIllegalArgumentException().isThrownBy(() -> codec.decode(Bytes.of(line + "{}")));
  }

  @Test
  void refusesEveryTruncation() {
    byte[] whole = codec.encode(log("hello", Attributes.of(Map.of("k", 1L))));
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = java.util.Arrays.copyOf(whole, length);
      assertThatIllegalArgumentException().isThrownBy(() -> codec.decode(cut));
    }
  }

  private static LogRecord log(String body, Attributes attributes) {
    return new LogRecord(
        new RecordId("r1"),
        Instant.parse("2026-11-22T12:00:00.000000001Z"),
        Instant.parse("2026-11-22T12:00:01Z"),
        Resource.ofService("orders"),
        Ids.builder().user("alice").build(),
        9,
        null,
        body,
        null,
        null,
        attributes,
        "test");
  }
}
