package dev.throughline.formats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.journey.model.Ids;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.SpanId;
import dev.throughline.journey.model.TraceId;
import dev.throughline.journey.model.UserRef;
import dev.throughline.journey.model.UserRef.Namespace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One line a spelling. */
final class FieldTableTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";

  @ParameterizedTest
  @CsvSource({
    "trace_id, 4bf92f3577b34da6a3ce929d0e0e4736",
    "trace.id, 4bf92f3577b34da6a3ce929d0e0e4736",
    "traceId, 4BF92F3577B34DA6A3CE929D0E0E4736",
    "traceID, 4bf92f3577b34da6a3ce929d0e0e4736",
    "mdc.traceId, 4bf92f3577b34da6a3ce929d0e0e4736",
    "contextMap.trace_id, 4bf92f3577b34da6a3ce929d0e0e4736",
    "_trace_id, 4bf92f3577b34da6a3ce929d0e0e4736",
    "dd.trace_id, 4bf92f3577b34da6a3ce929d0e0e4736",
    "X-B3-TraceId, 4bf92f3577b34da6a3ce929d0e0e4736",
    "AWS-XRAY-TRACE-ID, 1-4bf92f35-77b34da6a3ce929d0e0e4736",
    "@tr, 4bf92f3577b34da6a3ce929d0e0e4736",
    "otelTraceID, 4bf92f3577b34da6a3ce929d0e0e4736",
  })
  void traceIds(String key, String value) {
    LogRecord log = line(key, value);
    assertThat(log.ids().traceId()).isEqualTo(new TraceId(TRACE));
    assertThat(log.attributes().isEmpty()).isTrue();
  }

  @Test
  void shortTraceIdsArePaddedAndDatadogCountsInDecimal() {
    assertThat(line("X-B3-TraceId", SPAN).ids().traceId())
        .isEqualTo(new TraceId("0000000000000000" + SPAN));
    assertThat(line("dd.trace_id", "67667974448284343").ids().traceId())
        .isEqualTo(new TraceId("0000000000000000" + SPAN));
    assertThat(line("dd.span_id", "67667974448284343").ids().spanId()).isEqualTo(new SpanId(SPAN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "span_id",
        "span.id",
        "spanId",
        "spanID",
        "@sp",
        "X-B3-SpanId",
        "transaction.id",
        "mdc.spanId",
      })
  void spanIds(String key) {
    assertThat(line(key, SPAN).ids().spanId()).isEqualTo(new SpanId(SPAN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "correlation_id",
        "correlation.id",
        "correlationId",
        "x-correlation-id",
        "X-Correlation-ID",
        "mdc.correlation_id",
        "request_id",
        "requestId",
        "req.id",
        "reqId",
        "http.request.id",
        "X-Request-ID",
        "labels.correlation_id",
      })
  void correlationIds(String key) {
    LogRecord log = line(key, "c-7f3a9c21");
    assertThat(log.ids().correlationId()).isEqualTo("c-7f3a9c21");
    assertThat(log.attributes().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http.request.header.x-correlation-id",
        "req.headers.x-correlation-id",
        "http.request.header.x-request-id",
        "messaging.message.conversation_id",
      })
  void factsOfTheirOwnStayAttributesToo(String key) {
    LogRecord log = line(key, "c-7f3a9c21");
    assertThat(log.ids().correlationId()).isEqualTo("c-7f3a9c21");
    assertThat(log.attributes().text(key)).hasValue("c-7f3a9c21");
  }

  @ParameterizedTest
  @CsvSource({
    "user.id, USER_ID",
    "user_id, USER_ID",
    "userId, USER_ID",
    "usr.id, USER_ID",
    "user, USER_ID",
    "baggage.user.id, USER_ID",
    "mdc.user_id, USER_ID",
    "labels.user_id, USER_ID",
    "enduser.id, ENDUSER_ID",
    "mdc.baggage.user.id, USER_ID",
    "user.name, USER_NAME",
    "username, USER_NAME",
    "user.email, USER_EMAIL",
  })
  void users(String key, Namespace namespace) {
    assertThat(line(key, "alice").ids().users()).containsExactly(new UserRef(namespace, "alice"));
  }

  @Test
  void everyNamespaceOnce() {
    Ids ids =
        Bytes.line(
                "{\"user_id\":4711,\"user\":{\"id\":\"other\",\"name\":\"Alice\",\"email\":\"a@x\"}}")
            .ids();
    assertThat(ids.users())
        .containsExactly(
            new UserRef(Namespace.USER_ID, "other"),
            new UserRef(Namespace.USER_NAME, "Alice"),
            new UserRef(Namespace.USER_EMAIL, "a@x"));
  }

  @Test
  void anUnverifiedUserLeadsNowhere() {
    LogRecord log = line("user.id.unverified", "mallory");
    assertThat(log.ids()).isEqualTo(Ids.NONE);
    assertThat(log.attributes().text(Fields.UNVERIFIED_USER_ID)).hasValue("mallory");
  }

  @ParameterizedTest
  @ValueSource(strings = {"correlation.id.foreign", "trace.id.foreign"})
  void whatAStrangerSentLeadsNowhere(String key) {
    LogRecord log = line(key, TRACE);
    assertThat(log.ids()).isEqualTo(Ids.NONE);
    assertThat(log.attributes().text(key)).hasValue(TRACE);
  }

  /** An agent copies all of a request's baggage onto its lines, a stranger's too. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "user_id",
        "userId",
        "usr.id",
        "user",
        "user.name",
        "user.email",
        "enduser.id",
        "actor_id",
        "sessionId",
        "session.previous_id",
        "requestId",
        "message_id",
        "event_name",
        "event.name",
        "log.sequence",
        "record_uid",
        "log.record.uid",
        "service.name",
        "host.name",
      })
  void otherBaggageThanOursIsAnAttribute(String key) {
    LogRecord log = line("baggage." + key, "12345678");
    LogRecord other = line("baggage." + key, "12345679");
    assertThat(log.ids()).isEqualTo(Ids.NONE);
    assertThat(log.eventName()).isNull();
    assertThat(log.sequence()).isNull();
    assertThat(log.resource()).isEqualTo(other.resource());
    assertThat(log.recordId()).isNotEqualTo(other.recordId());
    assertThat(log.recordId().value()).isNotEqualTo("12345678");
    assertThat(log.attributes().text("baggage." + key)).hasValue("12345678");
  }

  @Test
  void theApplicationsWordGoesBeforeWhatWasCarried() {
    LogRecord log =
        Bytes.line("{\"baggage.user.id\":\"guest\",\"labels\":{\"user_id\":\"alice\"}}");
    assertThat(log.ids().users()).containsExactly(new UserRef(Namespace.USER_ID, "alice"));
  }

  @Test
  void otherIds() {
    assertThat(line("session.id", "s1").ids().sessionId()).isEqualTo("s1");
    assertThat(line("session_id", "s1").ids().sessionId()).isEqualTo("s1");
    assertThat(line("baggage.session.id", "s1").ids().sessionId()).isEqualTo("s1");
    assertThat(line("baggage.correlation.id", "c1").ids().correlationId()).isEqualTo("c1");
    assertThat(line("baggage.user.actor.id", "admin").ids().actorId()).isEqualTo("admin");
    assertThat(line("session.previous_id", "s0").ids().previousSessionId()).isEqualTo("s0");
    assertThat(line("actor_id", "admin").ids().actorId()).isEqualTo("admin");
    assertThat(line("user.actor.id", "admin").ids().actorId()).isEqualTo("admin");
    assertThat(line("message_id", "m1").ids().messageIds()).containsExactly("m1");
    assertThat(line("messaging.message.id", "m1").ids().messageIds()).containsExactly("m1");
    assertThat(line("trace_flags", "01").ids().traceFlags()).isEqualTo(1);
    assertThat(line("event_name", "UserLoggedIn").eventName()).isEqualTo("UserLoggedIn");
    assertThat(line("event.name", "UserLoggedIn").eventName()).isEqualTo("UserLoggedIn");
    assertThat(Bytes.line("{\"sequence\":17}").sequence()).isEqualTo(17);
    assertThat(line("log.sequence", "17").sequence()).isEqualTo(17);
    assertThat(line("log.record.uid", "my-own-id").recordId().value()).isEqualTo("my-own-id");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "service.name",
        "service_name",
        "service",
        "app",
        "application",
        "appName",
        "spring.application.name",
        "dd.service",
      })
  void services(String key) {
    assertThat(line(key, "orders").resource().serviceName()).isEqualTo("orders");
  }

  @Test
  void earlierSpellingWinsAndTheOtherStays() {
    LogRecord log = Bytes.line("{\"requestId\":\"r-12345678\",\"correlation_id\":\"c1\"}");
    assertThat(log.ids().correlationId()).isEqualTo("c1");
    assertThat(log.attributes().text("requestId")).hasValue("r-12345678");
  }

  @Test
  void theSameValueTwiceIsToldOnce() {
    LogRecord log = Bytes.line("{\"traceId\":\"" + TRACE + "\",\"trace_id\":\"" + TRACE + "\"}");
    assertThat(log.ids().traceId()).isEqualTo(new TraceId(TRACE));
    assertThat(log.attributes().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "trace_id, 00000000000000000000000000000000",
    "trace_id, not-an-id",
    "span_id, 0000000000000000",
    "correlation_id, ../../etc/passwd",
    "correlation_id, ${jndi:ldap://x}",
    "req.id, req-1a",
    "request_id, 17",
    "trace_flags, xx",
    "log.sequence, many",
    "log.record.uid, has space",
  })
  void whatCannotBeAnIdStaysAnAttribute(String key, String value) {
    LogRecord log = line(key, value);
    assertThat(log.ids()).isEqualTo(Ids.NONE);
    assertThat(log.attributes().text(key)).hasValue(value);
  }

  private static LogRecord line(String key, String value) {
    return Bytes.line("{\"" + key + "\":\"" + value + "\"}");
  }
}
