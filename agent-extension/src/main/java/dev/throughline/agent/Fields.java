package dev.throughline.agent;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The names this extension reads and writes, one table. */
final class Fields {
  static final String CORRELATION_HEADER = "X-Correlation-ID";
  static final String REQUEST_ID_HEADER = "X-Request-ID";

  static final AttributeKey<String> CORRELATION_ID = AttributeKey.stringKey("correlation.id");
  static final AttributeKey<String> FOREIGN_CORRELATION_ID =
      AttributeKey.stringKey("correlation.id.foreign");
  static final AttributeKey<String> FOREIGN_TRACE_ID = AttributeKey.stringKey("trace.id.foreign");

  /** On the link to a stranger's trace: it is shown, and no journey follows it. */
  static final Attributes FOREIGN_LINK =
      Attributes.of(AttributeKey.booleanKey("throughline.foreign"), true);

  static final AttributeKey<String> USER_ID = AttributeKey.stringKey("user.id");
  static final AttributeKey<String> ACTOR_ID = AttributeKey.stringKey("user.actor.id");
  static final AttributeKey<String> SESSION_ID = AttributeKey.stringKey("session.id");
  static final AttributeKey<String> PREVIOUS_SESSION_ID =
      AttributeKey.stringKey("session.previous_id");

  /** What the agent itself writes for a servlet principal or a Spring Security user. */
  static final AttributeKey<String> ENDUSER_ID = AttributeKey.stringKey("enduser.id");

  /** The same in the agent's preview of its third version. */
  static final AttributeKey<String> USER_NAME = AttributeKey.stringKey("user.name");

  static final AttributeKey<String> REQUEST_METHOD = AttributeKey.stringKey("http.request.method");
  static final AttributeKey<String> CLIENT_ADDRESS = AttributeKey.stringKey("client.address");
  static final AttributeKey<String> SERVER_ADDRESS = AttributeKey.stringKey("server.address");

  private static final List<AttributeKey<String>> USER_IN_MDC =
      keys("user.id", "user_id", "userId");
  private static final List<AttributeKey<String>> SESSION_IN_MDC =
      keys("session.id", "session_id", "sessionId");
  private static final List<AttributeKey<String>> ACTOR_IN_MDC = keys("user.actor.id", "actor_id");

  /** The ids of a person, as attributes and as baggage keys. */
  static final List<AttributeKey<String>> PERSON =
      Collections.unmodifiableList(Arrays.asList(USER_ID, ACTOR_ID, SESSION_ID));

  /**
   * The keys of an application's MDC that name a person of one kind, each kind by our key for it.
   */
  static List<AttributeKey<String>> inMdc(AttributeKey<String> key) {
    if (key.equals(USER_ID)) {
      return USER_IN_MDC;
    }
    return key.equals(SESSION_ID) ? SESSION_IN_MDC : ACTOR_IN_MDC;
  }

  /** Under whatever name: what is told as a pseudonym where a key is configured. */
  static final List<AttributeKey<String>> USERS =
      Collections.unmodifiableList(Arrays.asList(USER_ID, ACTOR_ID, ENDUSER_ID));

  /** Baggage that tells who somebody is: our own three keys and their OpenTelemetry relatives. */
  static boolean isPersonal(String baggageKey) {
    return baggageKey.startsWith("user.")
        || baggageKey.startsWith("enduser.")
        || baggageKey.startsWith("session.");
  }

  private static List<AttributeKey<String>> keys(String... names) {
    List<AttributeKey<String>> keys = new ArrayList<>();
    for (String name : names) {
      keys.add(AttributeKey.stringKey(name));
    }
    return Collections.unmodifiableList(keys);
  }

  private Fields() {}
}
