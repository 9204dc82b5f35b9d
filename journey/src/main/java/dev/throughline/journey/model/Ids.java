package dev.throughline.journey.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ids one record names: what ties it to other records.
 *
 * @param traceFlags W3C trace flags, 0 to 255, or null when nobody said; bit 0 is "sampled"
 * @param previousSessionId the session this one continues (OpenTelemetry {@code
 *     session.previous_id})
 * @param users every name of the person this record carries, at most one per namespace
 * @param actorId who acted in that person's place ({@code user.actor.id}), if somebody did
 * @param messageIds ids of the messages this record produced or consumed
 */
public record Ids(
    @Nullable TraceId traceId,
    @Nullable SpanId spanId,
    @Nullable Integer traceFlags,
    @Nullable String correlationId,
    @Nullable String sessionId,
    @Nullable String previousSessionId,
    List<UserRef> users,
    @Nullable String actorId,
    List<String> messageIds) {

  /** No id at all. */
  public static final Ids NONE =
      new Ids(null, null, null, null, null, null, List.of(), null, List.of());

  public Ids {
    if (traceFlags != null && (traceFlags < 0 || traceFlags > 255)) {
      throw new IllegalArgumentException("trace flags " + traceFlags + ", expected 0 to 255");
    }
    users = List.copyOf(users);
    messageIds = List.copyOf(messageIds);
  }

  /** Whether nothing here ties the record to any other. */
  public boolean isEmpty() {
    return traceId == null
        && correlationId == null
        && sessionId == null
        && users.isEmpty()
        && messageIds.isEmpty();
  }

  /** Starts from no id. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects ids one by one; not thread-safe. */
  public static final class Builder {
    private @Nullable TraceId traceId;
    private @Nullable SpanId spanId;
    private @Nullable Integer traceFlags;
    private @Nullable String correlationId;
    private @Nullable String sessionId;
    private @Nullable String previousSessionId;
    private List<UserRef> users = List.of();
    private @Nullable String actorId;
    private List<String> messageIds = List.of();

    private Builder() {}

    public Builder traceId(@Nullable TraceId id) {
      traceId = id;
      return this;
    }

    public Builder spanId(@Nullable SpanId id) {
      spanId = id;
      return this;
    }

    public Builder traceFlags(@Nullable Integer flags) {
      traceFlags = flags;
      return this;
    }

    public Builder correlationId(@Nullable String id) {
      correlationId = id;
      return this;
    }

    public Builder sessionId(@Nullable String id) {
      sessionId = id;
      return this;
    }

    public Builder previousSessionId(@Nullable String id) {
      previousSessionId = id;
      return this;
    }

    public Builder users(List<UserRef> names) {
      users = names;
      return this;
    }

    public Builder user(String userId) {
      return users(List.of(UserRef.userId(userId)));
    }

    public Builder actorId(@Nullable String id) {
      actorId = id;
      return this;
    }

    public Builder messageIds(List<String> ids) {
      messageIds = ids;
      return this;
    }

    public Ids build() {
      return new Ids(
          traceId,
          spanId,
          traceFlags,
          correlationId,
          sessionId,
          previousSessionId,
          users,
          actorId,
          messageIds);
    }
  }
}
