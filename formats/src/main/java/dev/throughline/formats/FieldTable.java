package dev.throughline.formats;

import static dev.throughline.formats.Meaning.ACTOR_ID;
import static dev.throughline.formats.Meaning.ATTRIBUTE;
import static dev.throughline.formats.Meaning.CORRELATION_ID;
import static dev.throughline.formats.Meaning.ENDUSER_ID;
import static dev.throughline.formats.Meaning.EVENT_NAME;
import static dev.throughline.formats.Meaning.HOST_ID;
import static dev.throughline.formats.Meaning.HOST_NAME;
import static dev.throughline.formats.Meaning.K8S_NODE_NAME;
import static dev.throughline.formats.Meaning.K8S_POD_NAME;
import static dev.throughline.formats.Meaning.LEVEL;
import static dev.throughline.formats.Meaning.MESSAGE;
import static dev.throughline.formats.Meaning.MESSAGE_ID;
import static dev.throughline.formats.Meaning.NOISE;
import static dev.throughline.formats.Meaning.PREVIOUS_SESSION_ID;
import static dev.throughline.formats.Meaning.PROGRAM_NAME;
import static dev.throughline.formats.Meaning.RECORD_UID;
import static dev.throughline.formats.Meaning.SEQUENCE;
import static dev.throughline.formats.Meaning.SERVICE_INSTANCE_ID;
import static dev.throughline.formats.Meaning.SERVICE_NAME;
import static dev.throughline.formats.Meaning.SERVICE_VERSION;
import static dev.throughline.formats.Meaning.SESSION_ID;
import static dev.throughline.formats.Meaning.SEVERITY_NUMBER;
import static dev.throughline.formats.Meaning.SPAN_ID;
import static dev.throughline.formats.Meaning.TIME;
import static dev.throughline.formats.Meaning.TRACE_FLAGS;
import static dev.throughline.formats.Meaning.TRACE_ID;
import static dev.throughline.formats.Meaning.USER_EMAIL;
import static dev.throughline.formats.Meaning.USER_ID;
import static dev.throughline.formats.Meaning.USER_NAME;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every spelling that is read. A new one is one more name here and one line in the table's test.
 * Nested objects are already flattened to dotted keys, so {@code req.id} also stands for {@code
 * {"req":{"id":...}}}. Where a record has several spellings of one meaning, the earlier in this
 * table wins and the others stay attributes.
 */
final class FieldTable {
  /**
   * Wrappers that loggers put around context: the same names are read inside, after those outside.
   * The lone underscore is GELF's mark of an additional field.
   */
  private static final String[] WRAPPERS = {
    "mdc.",
    "contextMap.",
    "context.",
    "labels.",
    "fields.",
    "attributes.",
    "resource.",
    "extra.",
    "ctx.",
    "_",
  };

  private static final int WRAPPED = 1_000;

  private static final Map<String, Spelling> BY_NAME = new HashMap<>(512);

  static {
    ids();
    resource();
    line();
    renamed();
    carried();
  }

  private FieldTable() {}

  private static void ids() {
    read(TRACE_ID, "trace_id", "trace.id", "traceId", "traceID", "TraceId", "traceid");
    read(TRACE_ID, "@tr", "otelTraceID", "dd.trace_id", "X-B3-TraceId", "x-b3-traceid");
    read(TRACE_ID, "AWS-XRAY-TRACE-ID", "xray_trace_id");
    read(SPAN_ID, "span_id", "span.id", "spanId", "spanID", "SpanId", "spanid");
    read(SPAN_ID, "@sp", "otelSpanID", "dd.span_id", "X-B3-SpanId", "x-b3-spanid");
    read(SPAN_ID, "transaction.id");
    read(TRACE_FLAGS, "trace_flags", "trace.flags", "traceFlags", "otelTraceSampled");

    read(CORRELATION_ID, Fields.CORRELATION_ID, "correlation_id", "correlationId");
    read(CORRELATION_ID, "correlationID", "CorrelationId", "correlation-id");
    read(CORRELATION_ID, "X-Correlation-ID", "X-Correlation-Id", "x-correlation-id");
    kept(CORRELATION_ID, "http.request.header.x-correlation-id");
    kept(CORRELATION_ID, "req.headers.x-correlation-id", "request.headers.x-correlation-id");
    read(CORRELATION_ID, "request_id", "request.id", "requestId", "requestID", "RequestId");
    read(CORRELATION_ID, "http.request.id", "req.id", "req_id", "reqId");
    read(CORRELATION_ID, "X-Request-ID", "X-Request-Id", "x-request-id");
    kept(CORRELATION_ID, "http.request.header.x-request-id");
    kept(CORRELATION_ID, "req.headers.x-request-id", "request.headers.x-request-id");
    kept(CORRELATION_ID, "messaging.message.conversation_id");

    read(SESSION_ID, Fields.SESSION_ID, "session_id", "sessionId", "sessionID", "SessionId");
    read(PREVIOUS_SESSION_ID, Fields.PREVIOUS_SESSION_ID, "session_previous_id");
    read(PREVIOUS_SESSION_ID, "previous_session_id", "previousSessionId");

    read(USER_ID, Fields.USER_ID, "user_id", "userId", "userID", "UserId", "usr.id", "user");
    read(ENDUSER_ID, "enduser.id", "enduser_id", "enduserId");
    read(USER_NAME, "user.name", "user_name", "userName", "username", "usr.name");
    read(USER_EMAIL, "user.email", "user_email", "userEmail", "usr.email");
    read(ACTOR_ID, Fields.ACTOR_ID, "actor_id", "actorId", "actor.id");

    read(MESSAGE_ID, Fields.MESSAGE_ID, "message_id", "messageId", "messaging.message_id");
    read(EVENT_NAME, Fields.EVENT_NAME, "event_name", "eventName");
    read(SEQUENCE, Fields.SEQUENCE, "sequence", "event.sequence", "sequenceNumber");
    read(RECORD_UID, Fields.RECORD_UID, "log_record_uid", "record_uid");
  }

  private static void resource() {
    read(SERVICE_NAME, Fields.SERVICE_NAME, "service_name", "serviceName", "dd.service");
    read(SERVICE_NAME, "otelServiceName", "spring.application.name", "application_name");
    read(SERVICE_NAME, "applicationName", "app_name", "appName", "app.name");
    read(SERVICE_NAME, "service", "application", "app");
    read(SERVICE_VERSION, Fields.SERVICE_VERSION, "service_version", "serviceVersion");
    read(SERVICE_VERSION, "dd.version");
    read(SERVICE_INSTANCE_ID, Fields.SERVICE_INSTANCE_ID, "service_instance_id");
    read(SERVICE_INSTANCE_ID, "service.node.name");
    read(HOST_ID, Fields.HOST_ID, "host_id");
    read(HOST_NAME, Fields.HOST_NAME, "host_name", "hostname", "HOSTNAME", "host.hostname");
    read(HOST_NAME, "MachineName", "host");
    read(K8S_NODE_NAME, Fields.K8S_NODE_NAME, "k8s_node_name", "kubernetes.node.name");
    read(K8S_NODE_NAME, "kubernetes.host");
    read(K8S_POD_NAME, Fields.K8S_POD_NAME, "k8s_pod_name", "kubernetes.pod.name");
    read(K8S_POD_NAME, "kubernetes.pod_name", "pod_name");
  }

  private static void line() {
    read(TIME, "@timestamp", "timestamp", "time", "ts", "@t", "datetime", "timeMillis");
    read(TIME, "eventTime", "date", "asctime");
    read(LEVEL, "level", "log.level", "severity", "log_level", "loglevel", "logLevel", "@l");
    read(LEVEL, "levelname", "level_name", "lvl", "severity_text", "severityText");
    read(SEVERITY_NUMBER, "severity_number", "severityNumber");
    read(MESSAGE, "message", "msg", "@m", "short_message", "log.message", "body", "log", "text");
    read(MESSAGE, "@mt", "full_message");
    read(NOISE, "@version", "level_value", "ecs.version");
    read(PROGRAM_NAME, "name");
  }

  private static void renamed() {
    rename(Fields.EXCEPTION_TYPE, "error.type", "err.type", "thrown.name");
    rename(Fields.EXCEPTION_TYPE, "exception.exception_class", "exception_class");
    rename(Fields.EXCEPTION_MESSAGE, "error.message", "err.message", "thrown.message");
    rename(Fields.EXCEPTION_MESSAGE, "exception.exception_message");
    rename(Fields.EXCEPTION_STACKTRACE, "stack_trace", "error.stack_trace", "err.stack");
    rename(Fields.EXCEPTION_STACKTRACE, "error.stack", "stackTrace", "stacktrace", "exc_info");
    rename(Fields.EXCEPTION_STACKTRACE, "exception.stack_trace", "thrown.extendedStackTrace");
    rename(Fields.EXCEPTION_STACKTRACE, "@x", "exception");
    rename(Fields.LOGGER, "logger_name", "logger", "loggerName", "SourceContext");
    rename(Fields.THREAD_NAME, "thread_name", "thread", "threadName", "process.thread.name");
    rename(Fields.PROCESS_ID, "pid");
  }

  /**
   * What an OpenTelemetry agent copies of a request's baggage onto a line. Only the keys that the
   * agent extension writes or has checked: any other is as a caller sent it, who may be anybody.
   */
  private static void carried() {
    carried(CORRELATION_ID, Fields.CORRELATION_ID);
    carried(SESSION_ID, Fields.SESSION_ID);
    carried(USER_ID, Fields.USER_ID);
    carried(ACTOR_ID, Fields.ACTOR_ID);
  }

  /** After every other spelling: the application's own word about a line goes before. */
  private static void carried(Meaning meaning, String key) {
    String name = "baggage." + key;
    BY_NAME.put(name, new Spelling(name, meaning, WRAPPED + BY_NAME.size(), null, false));
  }

  private static void read(Meaning meaning, String... names) {
    add(meaning, null, false, names);
  }

  /** Lifted, but a fact of its own: it stays an attribute too. */
  private static void kept(Meaning meaning, String... names) {
    add(meaning, null, true, names);
  }

  private static void rename(String attribute, String... names) {
    add(ATTRIBUTE, attribute, false, names);
  }

  private static void add(
      Meaning meaning, @Nullable String attribute, boolean kept, String... names) {
    for (String name : names) {
      Spelling spelling = new Spelling(name, meaning, BY_NAME.size(), attribute, kept);
      if (BY_NAME.put(name, spelling) != null) {
        throw new IllegalStateException("two meanings for the spelling " + name);
      }
    }
  }

  /** What a dotted key stands for among the given parts, or null when it is an attribute. */
  static @Nullable Spelling find(String key, int parts) {
    Spelling spelling = BY_NAME.get(key);
    if (spelling == null) {
      return wrapped(key, parts);
    }
    return spelling.meaning().isIn(parts) ? spelling : null;
  }

  private static @Nullable Spelling wrapped(String key, int parts) {
    if (key.indexOf('.') < 0 && !key.startsWith("_")) {
      return null;
    }
    for (String wrapper : WRAPPERS) {
      if (key.startsWith(wrapper)) {
        Spelling inner = BY_NAME.get(key.substring(wrapper.length()));
        int inside = parts & (Meaning.Part.IDS | Meaning.Part.RESOURCE);
        return inner != null && inner.meaning().isIn(inside) ? inner.after(WRAPPED) : null;
      }
    }
    return null;
  }

  /**
   * One name of one meaning.
   *
   * @param rank its place in the table; the least wins
   * @param attribute for {@link Meaning#ATTRIBUTE} the name it goes by from here on
   * @param kept whether the field stays an attribute although it was lifted
   */
  record Spelling(
      String name, Meaning meaning, int rank, @Nullable String attribute, boolean kept) {
    private Spelling after(int ranks) {
      return new Spelling(name, meaning, rank + ranks, attribute, kept);
    }
  }
}
