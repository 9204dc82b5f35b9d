package dev.throughline.stores.elasticsearch;

/**
 * The fields of a document, this fixed set and no other. ECS's name where ECS has one; what they
 * are is said in {@code mapping.json}.
 */
final class Fields {
  static final String TIME = "@timestamp";

  /**
   * True where {@link #TIME} is the receipt, as the record's own time is beyond what a date holds.
   */
  static final String TIME_ABSURD = "time_absurd";

  /** The time itself where {@link #TIME_ABSURD}. */
  static final String TIME_RAW = "time_raw";

  static final String RECEIVED = "event.created";
  static final String RECEIVED_RAW = "event.created_raw";

  /** {@code span}, {@code log} or {@code event}. */
  static final String KIND = "kind";

  static final String IS_ERROR = "is_error";
  static final String ORIGIN = "origin";

  static final String TRACE = "trace.id";
  static final String TRACE_FLAGS = "trace.flags";
  static final String SPAN = "span.id";
  static final String CORRELATION = "correlation.id";
  static final String SESSION = "session.id";
  static final String PREVIOUS_SESSION = "session.previous_id";
  static final String ACTOR = "user.actor.id";
  static final String MESSAGE_ID = "messaging.message.id";

  static final String SERVICE = "service.name";
  static final String SERVICE_INSTANCE = "service.instance.id";
  static final String SERVICE_VERSION = "service.version";
  static final String HOST_ID = "host.id";
  static final String HOST_NAME = "host.name";
  static final String K8S_NODE = "k8s.node.name";
  static final String K8S_POD = "k8s.pod.name";
  static final String RESOURCE_ATTRIBUTES = "resource.attributes";

  static final String LEVEL = "log.level";
  static final String SEVERITY = "event.severity";
  static final String SEVERITY_TEXT = "severity_text";
  static final String MESSAGE = "message";
  static final String EVENT_NAME = "event.name";
  static final String SEQUENCE = "event.sequence";

  static final String PARENT = "parent.id";
  static final String SPAN_NAME = "span.name";
  static final String SPAN_KIND = "span.kind";
  static final String SPAN_STATUS = "span.status";
  static final String SPAN_STATUS_MESSAGE = "span.status_message";

  /** Nanoseconds, as in ECS. */
  static final String DURATION = "event.duration";

  /** The end itself where the duration does not fit a long. */
  static final String END_RAW = "span.end_raw";

  static final String SPAN_EVENTS = "span.events";
  static final String LINKS = "links";
  static final String LINK_TRACE = "links.trace.id";

  /** The record's attributes, flattened: any number of keys is one field. */
  static final String ATTRIBUTES = "attributes";

  /** Attributes whose keys the flattened field refuses. */
  static final String ODD_ATTRIBUTES = "throughline.attributes";

  /** Stands for values that are too long, or of the wrong shape, to be terms of their own. */
  static final String HASHED = "throughline.hashed";

  /** True where the message has a word too long to be found by its parts. */
  static final String LONG_WORD = "throughline.long_word";

  /** True where nothing ties the record to any other. */
  static final String WITHOUT_IDS = "throughline.without_ids";

  private Fields() {}
}
