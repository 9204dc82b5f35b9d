package dev.throughline.formats;

/**
 * The names on the wire as this process writes them; {@link FieldTable} has the spellings it reads.
 * Attribute names are OpenTelemetry's semantic conventions where there is one.
 */
public final class Fields {
  public static final String CORRELATION_ID = "correlation.id";
  public static final String SESSION_ID = "session.id";
  public static final String PREVIOUS_SESSION_ID = "session.previous_id";
  public static final String USER_ID = "user.id";
  public static final String ACTOR_ID = "user.actor.id";

  /** A user name that nobody vouched for; an ordinary attribute that never leads a journey. */
  public static final String UNVERIFIED_USER_ID = "user.id.unverified";

  public static final String MESSAGE_ID = "messaging.message.id";
  public static final String EVENT_NAME = "event.name";
  public static final String SEQUENCE = "log.sequence";

  /** The client's own id of a record. */
  public static final String RECORD_UID = "log.record.uid";

  public static final String SERVICE_NAME = "service.name";
  public static final String SERVICE_VERSION = "service.version";
  public static final String SERVICE_INSTANCE_ID = "service.instance.id";
  public static final String HOST_ID = "host.id";
  public static final String HOST_NAME = "host.name";
  public static final String K8S_NODE_NAME = "k8s.node.name";
  public static final String K8S_POD_NAME = "k8s.pod.name";

  public static final String EXCEPTION_TYPE = "exception.type";
  public static final String EXCEPTION_MESSAGE = "exception.message";
  public static final String EXCEPTION_STACKTRACE = "exception.stacktrace";
  public static final String LOGGER = "log.logger";
  public static final String THREAD_NAME = "thread.name";
  public static final String PROCESS_ID = "process.pid";

  public static final String SCOPE_NAME = "otel.scope.name";
  public static final String SCOPE_VERSION = "otel.scope.version";
  public static final String TRACE_STATE = "w3c.tracestate";

  /** True where a text of the record was longer than {@link Draft#MAX_TEXT_BYTES} and was cut. */
  public static final String TRUNCATED = "truncated";

  /** The length in bytes of UTF-8 that the longest cut text of the record had. */
  public static final String ORIGINAL_LENGTH = "original_length";

  /** True where U+FFFD stands for bytes or surrogates that were not text. */
  public static final String TEXT_REPAIRED = "text.repaired";

  /** How many attributes were left out, by the sender or for {@link Draft#MAX_ATTRIBUTES}. */
  public static final String DROPPED_ATTRIBUTES = "dropped_attributes_count";

  public static final String DROPPED_EVENTS = "dropped_events_count";
  public static final String DROPPED_LINKS = "dropped_links_count";

  /** A trace id of a log record that is none, as it was sent. */
  public static final String INVALID_TRACE_ID = "invalid.trace_id";

  /** A span id of a log record that is none, as it was sent. */
  public static final String INVALID_SPAN_ID = "invalid.span_id";

  private Fields() {}
}
