package dev.throughline.formats;

/** What a field of a record stands for, whatever its name. */
enum Meaning {
  TRACE_ID(Part.IDS),
  SPAN_ID(Part.IDS),
  TRACE_FLAGS(Part.IDS),
  CORRELATION_ID(Part.IDS),
  SESSION_ID(Part.IDS),
  PREVIOUS_SESSION_ID(Part.IDS),
  USER_ID(Part.IDS),
  ENDUSER_ID(Part.IDS),
  USER_NAME(Part.IDS),
  USER_EMAIL(Part.IDS),
  ACTOR_ID(Part.IDS),
  MESSAGE_ID(Part.IDS),
  EVENT_NAME(Part.IDS),
  SEQUENCE(Part.IDS),
  RECORD_UID(Part.IDS),

  SERVICE_NAME(Part.RESOURCE),
  SERVICE_VERSION(Part.RESOURCE),
  SERVICE_INSTANCE_ID(Part.RESOURCE),
  HOST_ID(Part.RESOURCE),
  HOST_NAME(Part.RESOURCE),
  K8S_NODE_NAME(Part.RESOURCE),
  K8S_POD_NAME(Part.RESOURCE),

  TIME(Part.LINE),
  LEVEL(Part.LINE),
  SEVERITY_NUMBER(Part.LINE),
  MESSAGE(Part.LINE),
  /** The same attribute under the name that other tools look for. */
  ATTRIBUTE(Part.LINE),
  /** Says nothing about the record. */
  NOISE(Part.LINE),

  /** Node's loggers put the name of the program into {@code name}; elsewhere it can be anything. */
  PROGRAM_NAME(Part.NODE);

  /** Where a spelling is looked for: a bit each. */
  static final class Part {
    /** Ids: in every kind of record. */
    static final int IDS = 1;

    /** Who wrote it: in OTLP resources and log lines. */
    static final int RESOURCE = 2;

    /** A log line's own fields. */
    static final int LINE = 4;

    /** Only in lines of pino and bunyan, known by their numeric level. */
    static final int NODE = 8;

    private Part() {}
  }

  private final int part;

  Meaning(int part) {
    this.part = part;
  }

  boolean isIn(int parts) {
    return (part & parts) != 0;
  }
}
