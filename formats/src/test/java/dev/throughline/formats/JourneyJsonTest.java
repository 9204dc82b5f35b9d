package dev.throughline.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.throughline.journey.Because;
import dev.throughline.journey.Gap;
import dev.throughline.journey.Journey;
import dev.throughline.journey.Step;
import dev.throughline.journey.model.Attributes;
import dev.throughline.journey.model.Ids;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.RecordId;
import dev.throughline.journey.model.Resource;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.Span;
import dev.throughline.journey.model.SpanId;
import dev.throughline.journey.model.TraceId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class JourneyJsonTest {
  private static final Instant T = Instant.parse("2026-11-22T12:00:00Z");

  private final JourneyJson json = new JourneyJson();

  @Test
  void isExactlyTheForm() throws IOException {
    assertThat(text(full()) + "\n")
        .isEqualTo(new String(Bytes.resource("/journey/full.json"), UTF_8));
  }

  @Test
  void isWhatItsSchemaSays() throws IOException {
    Schema schema = schema();
    for (Journey journey : List.of(full(), empty(), random(1), random(2))) {
      List<Error> errors = schema.validate(text(journey), InputFormat.JSON);
      assertThat(errors).isEmpty();
    }
  }

  @Test
  void theSchemaRefusesWhatIsNotTheForm() throws IOException {
    Schema schema = schema();
    String whole = text(full());
    for (String broken :
        List.of(
            whole.replace("throughline.journey/1", "throughline.journey/2"),
            whole.replace("\"complete\"", "\"finished\""),
            whole.replace("12:00:00.000000000Z", "12:00:00Z"),
            whole.replace("\"edge\":\"user\"", "\"edge\":\"friend\""),
            whole.replace("\"confidence\":1.0", "\"confidence\":1.5"),
            whole.replace("\"step\":1,", "\"step\":0,"))) {
      assertThat(broken).isNotEqualTo(whole);
      assertThat(schema.validate(broken, InputFormat.JSON)).as(broken).isNotEmpty();
    }
  }

  @Test
  void theSameJourneyIsTheSameBytes() throws IOException {
    for (long seed = 0; seed < 20; seed++) {
      assertThat(text(random(seed))).isEqualTo(text(random(seed)));
    }
  }

  @Test
  void whatWasReadIsWrittenAsTheSameBytes() throws IOException {
    List<Journey> journeys = new ArrayList<>(List.of(full(), empty()));
    for (long seed = 0; seed < 50; seed++) {
      journeys.add(random(seed));
    }
    for (Journey journey : journeys) {
      String text = text(journey);
      assertThat(text(read(text))).isEqualTo(text);
    }
  }

  @Test
  void theFormCarriesWhatADiffCompares() throws IOException {
    Journey read = read(text(full()));
    assertThat(read.origin()).isEqualTo(full().origin());
    assertThat(read.clocks()).isEqualTo(full().clocks());
    Span span = (Span) read.steps().getFirst().signal();
    assertThat(span.duration()).isEqualTo(Duration.ofNanos(132_400_000));
    assertThat(span.resource().serviceVersion()).isEqualTo("1.4.2");
    assertThat(span.attributes().asMap()).containsEntry("d", 1.5);
    assertThat(read.steps().get(1).signal().isError()).isTrue();
  }

  @Test
  void whatIsNoJourneyIsRefusedWithTheReason() throws IOException {
    String whole = text(full());
    Map<String, String> refused =
        Map.of(
            "[]",
            "expected a JSON object",
            "{}",
            "no schema",
            whole.replace("throughline.journey/1", "throughline.journey/2"),
            "schema \"throughline.journey/2\"",
            whole.substring(0, 500),
            "ends too early",
            whole.replace("\"depth\":0", "\"depth\":\"x\""),
            "step 1: depth is x",
            whole.replace("\"span_kind\":\"server\"", "\"span_kind\":\"waiter\""),
            "step 1: span_kind is waiter",
            whole.replace("\"duration_ms\":132.4,\"service\"", "\"duration_ms\":1e99,\"service\""),
            "step 1: duration_ms is 1e99");
    refused.forEach(
        (text, reason) ->
            assertThatExceptionOfType(IllegalArgumentException.class)
                .as(text)
                .isThrownBy(() -> read(text))
                .withMessageContaining(reason));
  }

  private Journey read(String text) throws IOException {
    return json.read(new ByteArrayInputStream(text.getBytes(UTF_8)));
  }

  @Test
  void aFullDiskIsAnIoException() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> json.write(full(), full))
        .withMessage("No space left on device");
  }

  @Test
  void millisecondsAreExactAndPlain() {
    assertThat(Millis.text(Duration.ofNanos(132_400_000))).isEqualTo("132.4");
    assertThat(Millis.text(Duration.ZERO)).isEqualTo("0.0");
    assertThat(Millis.text(Duration.ofNanos(-812_000_001))).isEqualTo("-812.000001");
    assertThat(Millis.text(Duration.ofDays(10_000))).isEqualTo("864000000000.0");
  }

  private String text(Journey journey) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    json.write(journey, out);
    return out.toString(UTF_8);
  }

  private static Schema schema() throws IOException {
    String text = new String(Bytes.resource(JourneyJson.SCHEMA_RESOURCE), UTF_8);
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(text, InputFormat.JSON);
  }

  private static Journey empty() {
    return new Journey(
        Map.of(),
        new Journey.Window(null, null),
        T,
        true,
        new Journey.Summary(List.of(), 0, 0, 0, 0, 0, 0, null, null),
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static Journey random(long seed) {
    RandomSignals signals = new RandomSignals(seed);
    List<Step> steps = new ArrayList<>();
    for (int number = 1; number < 60; number++) {
      Signal signal = withinYears(signals);
      steps.add(
          new Step(
              number, null, 0, T, signal, 0.5, Set.of(Step.Mark.values()), List.of(), List.of()));
    }
    Map<String, List<String>> subject =
        Map.of("user", List.of("a", "b"), "session", List.of("s"), "text", List.of("t"));
    return new Journey(
        subject,
        new Journey.Window(T, null),
        T,
        false,
        empty().summary(),
        null,
        List.of(),
        List.of(),
        steps,
        List.of(),
        List.of());
  }

  /** RFC 3339 has four digits for the year; decoders never make other times. */
  private static Signal withinYears(RandomSignals signals) {
    Signal signal = signals.next();
    while (Rfc3339.format(signal.time()).length() != 30) {
      signal = signals.next();
    }
    return signal;
  }

  private static Journey full() {
    Journey.Failure failure =
        new Journey.Failure(
            "payments",
            1,
            Journey.Failure.Kind.ERROR,
            "card expired",
            List.of("r1"),
            List.of("gateway"));
    return new Journey(
        Map.of("user", List.of("alice"), "session", List.of("s1")),
        new Journey.Window(T, T.plusSeconds(7200)),
        T.plusSeconds(7203),
        true,
        new Journey.Summary(
            List.of("gateway"), 1, 1, 1, 1, 1, 1, T, T.plus(Duration.ofNanos(132_400_000))),
        failure,
        List.of(failure),
        List.of(
            new Journey.ClockReading(
                "payments-7f",
                "host-3",
                Duration.ofNanos(-812_400_000),
                3.1,
                Duration.ofMillis(-814),
                null,
                List.of(new Journey.Contradiction("host-1", Duration.ofMillis(400), 2)))),
        List.of(span(), log(), event()),
        List.of(new Gap(Gap.Cause.NOT_INSTRUMENTED, "bank-api", 1, 1, "no record of it")),
        List.of(
            new Journey.SourceReport("lucene:data", 3, false, T, Duration.ofMillis(12), null),
            new Journey.SourceReport("http://x", 0, true, null, Duration.ZERO, "refused")));
  }

  private static Step span() {
    Span span =
        new Span(
            new RecordId("r1"),
            T,
            T.plus(Duration.ofNanos(132_400_000)),
            T,
            new Resource("gateway", "gateway-1", "1.4.2", null, null, null, null, Attributes.EMPTY),
            ids().build(),
            null,
            "POST /checkout",
            Span.Kind.SERVER,
            Span.Status.ERROR,
            null,
            List.of(),
            List.of(),
            Attributes.of(Map.of("z", List.of(1L, "x"), "a", true, "nan", Double.NaN, "d", 1.5)),
            "test");
    return new Step(
        1,
        null,
        0,
        T.plusNanos(1),
        span,
        1.0,
        Set.of(Step.Mark.SHARED, Step.Mark.MERGED, Step.Mark.UNPLACED),
        List.of(
            new Because(Because.Edge.USER, "alice", null),
            new Because(Because.Edge.ACTS_AS, "x", new RecordId("r2"))),
        List.of(span));
  }

  private static Step log() {
    return step(2, "r2", "card \"expired\"\n\u001b[2J", null);
  }

  private static Step event() {
    return step(3, "r3", "", "UserLoggedIn");
  }

  private static Step step(int number, String id, String body, @Nullable String event) {
    LogRecord log =
        new LogRecord(
            new RecordId(id),
            T,
            T,
            Resource.ofService("gateway"),
            ids().user("alice").correlationId("c1").sessionId("s1").build(),
            17,
            null,
            body,
            event,
            null,
            Attributes.EMPTY,
            "test");
    return new Step(number, 1, 1, T, log, 0.5, Set.of(), List.of(), List.of());
  }

  private static Ids.Builder ids() {
    return Ids.builder()
        .traceId(new TraceId("4bf92f3577b34da6a3ce929d0e0e4736"))
        .spanId(new SpanId("00f067aa0ba902b7"));
  }
}
