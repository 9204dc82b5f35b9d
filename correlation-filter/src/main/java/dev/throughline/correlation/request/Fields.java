package dev.throughline.correlation.request;

/**
 * The names this process writes, one table: MDC keys and JSON log fields in snake case,
 * OpenTelemetry attributes in dots, HTTP headers as sent.
 */
public final class Fields {
  /** MDC key and JSON field of the trace id, 32 lower-case hex digits. */
  public static final String TRACE_ID = "trace_id";

  /** MDC key and JSON field of the span id, 16 lower-case hex digits. */
  public static final String SPAN_ID = "span_id";

  /** MDC key and JSON field of the W3C trace flags, 2 hex digits. */
  public static final String TRACE_FLAGS = "trace_flags";

  /** MDC key and JSON field of the correlation id. */
  public static final String CORRELATION_ID = "correlation_id";

  /** MDC key and JSON field of the user. */
  public static final String USER_ID = "user_id";

  /** MDC key and JSON field of whoever acts as the user. */
  public static final String ACTOR_ID = "actor_id";

  /** MDC key and JSON field of the session. */
  public static final String SESSION_ID = "session_id";

  /** JSON field of a message's id. */
  public static final String MESSAGE_ID = "message_id";

  /** JSON field of a user event's name. */
  public static final String EVENT_NAME = "event_name";

  /** JSON field of the writer's own order within its process, from 1. */
  public static final String SEQUENCE = "sequence";

  /** JSON field and attribute of a record's own id; a receiver stores each uid once. */
  public static final String RECORD_UID = "log.record.uid";

  /** JSON field and resource attribute of the service's name. */
  public static final String SERVICE_NAME = "service.name";

  /** JSON field and resource attribute of this process: another value after each start. */
  public static final String SERVICE_INSTANCE_ID = "service.instance.id";

  /** JSON field and resource attribute of the machine, whose clock the times are from. */
  public static final String HOST_NAME = "host.name";

  /** Span and log attribute, and baggage key where it travels so, of the correlation id. */
  public static final String CORRELATION_ID_ATTRIBUTE = "correlation.id";

  /** Span attribute of a correlation id that somebody outside sent and that leads no journey. */
  public static final String FOREIGN_CORRELATION_ID_ATTRIBUTE = "correlation.id.foreign";

  /**
   * Span attribute of a trace id that somebody outside sent; the link to that trace bears {@link
   * #FOREIGN_LINK_ATTRIBUTE}.
   */
  public static final String FOREIGN_TRACE_ID_ATTRIBUTE = "trace.id.foreign";

  /** Link attribute, {@code true}: this link is a stranger's word, and no journey follows it. */
  public static final String FOREIGN_LINK_ATTRIBUTE = "throughline.foreign";

  /** Attribute and baggage key of the user. */
  public static final String USER_ID_ATTRIBUTE = "user.id";

  /** Span attribute of a user that only an unchecked token names; it leads no journey. */
  public static final String UNVERIFIED_USER_ID_ATTRIBUTE = "user.id.unverified";

  /** Attribute and baggage key of whoever acts as the user. */
  public static final String ACTOR_ID_ATTRIBUTE = "user.actor.id";

  /** Attribute and baggage key of the session. */
  public static final String SESSION_ID_ATTRIBUTE = "session.id";

  /** Attribute of the writer's own order where it is not a JSON field. */
  public static final String SEQUENCE_ATTRIBUTE = "log.sequence";

  /** The header the correlation id travels and is echoed in. */
  public static final String CORRELATION_HEADER = "X-Correlation-ID";

  /** The header a proxy's request id arrives in: read, and echoed if it was sent. */
  public static final String REQUEST_ID_HEADER = "X-Request-ID";

  /** Where a bearer token arrives. */
  public static final String AUTHORIZATION_HEADER = "Authorization";

  /** W3C baggage. */
  public static final String BAGGAGE_HEADER = "baggage";

  private Fields() {}
}
