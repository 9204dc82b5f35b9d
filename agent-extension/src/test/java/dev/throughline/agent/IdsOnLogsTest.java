package dev.throughline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A record as the agent's appenders make it: some of the application's MDC is on it already. */
class IdsOnLogsTest {
  private final List<Attributes> emitted = new ArrayList<>();
  private final SdkLoggerProvider logs =
      SdkLoggerProvider.builder()
          .addLogRecordProcessor(new IdsOnLogs())
          .addLogRecordProcessor(
              (context, record) -> emitted.add(record.toLogRecordData().getAttributes()))
          .build();

  @ParameterizedTest
  @CsvSource({
    "user_id, user.id",
    "userId, user.id",
    "session_id, session.id",
    "sessionId, session.id",
    "actor_id, user.actor.id",
  })
  void whomTheApplicationsMdcNamesGoesBeforeTheCallersWord(String inMdc, String key) {
    Attributes record = emitted(inMdc, "alice");
    assertThat(record.asMap()).containsEntry(AttributeKey.stringKey(inMdc), "alice");
    assertThat(record.asMap()).containsEntry(AttributeKey.stringKey(key), "alice");
    assertThat(record.asMap()).hasSize(4);
  }

  @Test
  void whatNamesNobodyDoesNotCount() {
    assertThat(emitted("user_id", " ").get(Fields.USER_ID)).isEqualTo("guest");
    assertThat(emitted("user_name", "alice").get(Fields.USER_ID)).isEqualTo("guest");
  }

  private Attributes emitted(String key, String value) {
    Context context =
        Context.root()
            .with(
                Baggage.builder()
                    .put("user.id", "guest")
                    .put("session.id", "s-1")
                    .put("user.actor.id", "bob")
                    .build());
    logs.get("test").logRecordBuilder().setContext(context).setAttribute(key, value).emit();
    return emitted.remove(0);
  }
}
