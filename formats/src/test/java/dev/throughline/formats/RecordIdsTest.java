package dev.throughline.formats;

import static dev.throughline.formats.Bytes.INTAKE;
import static dev.throughline.formats.Bytes.otlpSpan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.journey.model.RecordId;
import dev.throughline.journey.model.Signal;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RecordIdsTest {
  private static final String IDS =
      "\"traceId\":\"4bf92f3577b34da6a3ce929d0e0e4736\",\"spanId\":\"00f067aa0ba902b7\"";
  private static final String LINE =
      "{\"time\":\"2026-11-22T12:00:00Z\",\"msg\":\"retrying\",\"n\":1}\n";

  @Test
  void aRetryIsRecognisedWheneverAndFromWherever() {
    Intake later = new Intake(Instant.parse("2027-01-01T00:00:00Z"), "file:app.log");
    assertThat(ids(LINE + LINE, later)).isEqualTo(ids(LINE + LINE, INTAKE));
  }

  @Test
  void equalLinesOfOneRequestStayApart() {
    assertThat(new HashSet<>(ids(LINE.repeat(1_000), INTAKE))).hasSize(1_000);
  }

  @Test
  void theFirstOfEqualsHasTheSameIdWhateverStandsAround() {
    String other = "{\"msg\":\"other\"}\n";
    assertThat(ids(other + LINE, INTAKE).get(1)).isEqualTo(ids(LINE, INTAKE).get(0));
  }

  @Test
  void everyPartOfTheContentCounts() {
    Set<RecordId> ids = new HashSet<>();
    List<String> lines =
        List.of(
            "{\"msg\":\"a\"}",
            "{\"msg\":\"b\"}",
            "{\"msg\":\"a\",\"level\":\"INFO\"}",
            "{\"msg\":\"a\",\"level\":\"info\"}",
            "{\"msg\":\"a\",\"time\":1}",
            "{\"msg\":\"a\",\"service\":\"s\"}",
            "{\"msg\":\"a\",\"service.instance.id\":\"s\"}",
            "{\"msg\":\"a\",\"user_id\":\"s\"}",
            "{\"msg\":\"a\",\"enduser.id\":\"s\"}",
            "{\"msg\":\"a\",\"session_id\":\"s\"}",
            "{\"msg\":\"a\",\"session.previous_id\":\"s\"}",
            "{\"msg\":\"a\",\"correlation_id\":\"s\"}",
            "{\"msg\":\"a\",\"actor_id\":\"s\"}",
            "{\"msg\":\"a\",\"message_id\":\"s\"}",
            "{\"msg\":\"a\",\"event_name\":\"s\"}",
            "{\"msg\":\"a\",\"sequence\":0}",
            "{\"msg\":\"a\",\"trace_id\":\"4bf92f3577b34da6a3ce929d0e0e4736\"}",
            "{\"msg\":\"a\",\"span_id\":\"00f067aa0ba902b7\"}",
            "{\"msg\":\"a\",\"trace_flags\":\"00\"}",
            "{\"msg\":\"a\",\"x\":1}",
            "{\"msg\":\"a\",\"x\":\"1\"}",
            "{\"msg\":\"a\",\"x\":1.0}",
            "{\"msg\":\"a\",\"x\":[1]}",
            "{\"msg\":\"a\",\"x\":true}",
            "{\"msg\":\"a\",\"xy\":\"\"}",
            "{\"msg\":\"a\",\"x\":\"y\"}");
    lines.forEach(line -> ids.add(Bytes.line(line).recordId()));
    assertThat(ids).hasSize(lines.size());
  }

  @Test
  void theOrderOfKeysDoesNot() {
    assertThat(Bytes.line("{\"a\":1,\"msg\":\"m\",\"b\":2}").recordId())
        .isEqualTo(Bytes.line("{\"b\":2,\"a\":1,\"msg\":\"m\"}").recordId());
  }

  @Test
  void spansByTraceSpanKindServiceAndStart() {
    RecordId id = otlpSpan(IDS + ",\"kind\":2,\"startTimeUnixNano\":\"5\"").recordId();
    assertThat(
            otlpSpan(IDS + ",\"kind\":2,\"startTimeUnixNano\":\"5\",\"name\":\"late name\"")
                .recordId())
        .isEqualTo(id);
    assertThat(otlpSpan(IDS + ",\"kind\":3,\"startTimeUnixNano\":\"5\"").recordId())
        .isNotEqualTo(id);
    assertThat(otlpSpan(IDS + ",\"kind\":2,\"startTimeUnixNano\":\"6\"").recordId())
        .isNotEqualTo(id);
  }

  @Test
  void aSpanWithoutStartIsTheSameOnRetry() {
    Intake later = new Intake(INTAKE.receivedAt().plusSeconds(60), "test");
    byte[] body = Bytes.of(Bytes.traces(IDS));
    OtlpDecoder decoder = new OtlpDecoder();
    assertThat(Bytes.signals(decoder.traces(body, OtlpEncoding.JSON, later)).get(0).recordId())
        .isEqualTo(otlpSpan(IDS).recordId());
  }

  @Test
  void theClientsOwnIdIsTaken() {
    assertThat(Bytes.line("{\"msg\":\"a\",\"log.record.uid\":\"01J-uid\"}").recordId())
        .isEqualTo(new RecordId("01J-uid"));
    assertThat(Bytes.line("{\"msg\":\"a\",\"log.record.uid\":\"bad uid\"}").recordId().value())
        .hasSize(32);
  }

  @Test
  void ordinalsOfAConnectionForgetOnlyWhatIsLongAgo() {
    Ordinals recent = Ordinals.recent(1_000);
    assertThat(recent.next(1, 1)).isZero();
    for (int i = 0; i < 900; i++) {
      assertThat(recent.next(2, i)).isZero();
    }
    assertThat(recent.next(1, 1)).isEqualTo(1);
    for (int i = 0; i < 2_500; i++) {
      recent.next(3, i);
    }
    assertThat(recent.next(1, 1)).isZero();
  }

  @Test
  void ordinalsOfAFileForgetNothing() {
    Ordinals exact = Ordinals.exact();
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 50_000; i++) {
        assertThat(exact.next(i * 31L, i)).isEqualTo(round);
      }
    }
  }

  private static List<RecordId> ids(String lines, Intake in) {
    return Bytes.signals(new JsonLineDecoder().lines(Bytes.of(lines), in)).stream()
        .map(Signal::recordId)
        .toList();
  }
}
