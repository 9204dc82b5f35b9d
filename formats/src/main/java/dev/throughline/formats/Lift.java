package dev.throughline.formats;

import dev.throughline.formats.FieldTable.Spelling;
import dev.throughline.journey.model.Attributes;
import dev.throughline.journey.model.Ids;
import dev.throughline.journey.model.RecordId;
import dev.throughline.journey.model.Resource;
import dev.throughline.journey.model.SpanId;
import dev.throughline.journey.model.TraceId;
import dev.throughline.journey.model.UserRef;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds the fields with a meaning among a record's attributes. What has no meaning, or a value that
 * cannot have it (a trace id that is none), stays an attribute: nothing is lost by being odd.
 * Reused from record to record; not thread-safe.
 */
final class Lift {
  private static final int MEANINGS = Meaning.values().length;

  private final @Nullable Object[] values = new @Nullable Object[MEANINGS];
  private final @Nullable Spelling[] spellings = new @Nullable Spelling[MEANINGS];

  /** What each attribute was found to be, in their order. */
  private final List<@Nullable Spelling> found = new ArrayList<>();

  private int parts;

  /** Looks for the meanings of the given {@link Meaning.Part}s. */
  void read(Map<String, Object> attributes, int wanted) {
    Arrays.fill(values, null);
    Arrays.fill(spellings, null);
    found.clear();
    parts = wanted;
    attributes.forEach(this::consider);
  }

  private void consider(String key, Object value) {
    Spelling spelling = FieldTable.find(key, parts);
    found.add(spelling);
    if (spelling == null) {
      return;
    }
    int meaning = spelling.meaning().ordinal();
    Spelling best = spellings[meaning];
    if (best != null && best.rank() <= spelling.rank()) {
      return;
    }
    Object accepted = accepted(spelling, single(spelling.meaning(), value));
    if (accepted != null) {
      values[meaning] = accepted;
      spellings[meaning] = spelling;
    }
  }

  /** Captured headers are lists of mostly one value; several values name nothing. */
  private static @Nullable Object single(Meaning meaning, Object value) {
    if (value instanceof List<?> list && meaning != Meaning.MESSAGE_ID) {
      return list.size() == 1 ? list.get(0) : null;
    }
    return value;
  }

  private static @Nullable Object accepted(Spelling spelling, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    boolean datadog = spelling.name().startsWith("dd.");
    return switch (spelling.meaning()) {
      case TRACE_ID -> IdText.traceId(value, datadog);
      case SPAN_ID -> IdText.spanId(value, datadog);
      case TRACE_FLAGS -> IdText.traceFlags(value);
      case CORRELATION_ID -> IdText.correlationId(value);
      case MESSAGE_ID -> messageIds(value);
      case SEQUENCE -> sequence(value);
      case RECORD_UID -> value instanceof String id && RecordId.isValid(id) ? id : null;
      case TIME, LEVEL, SEVERITY_NUMBER, ATTRIBUTE, NOISE -> value;
      case MESSAGE -> value.toString();
      default -> IdText.name(value);
    };
  }

  private static @Nullable List<String> messageIds(Object value) {
    List<?> all = value instanceof List<?> list ? list : List.of(value);
    List<String> ids = all.stream().map(IdText::name).filter(Objects::nonNull).toList();
    return ids.isEmpty() ? null : ids;
  }

  private static @Nullable Long sequence(Object value) {
    if (value instanceof Long number) {
      return number;
    }
    try {
      return value instanceof String text ? Long.valueOf(text) : null;
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  @Nullable Object get(Meaning meaning) {
    return values[meaning.ordinal()];
  }

  @Nullable String text(Meaning meaning) {
    return (String) values[meaning.ordinal()];
  }

  String text(Meaning meaning, String otherwise) {
    return Objects.requireNonNullElse(text(meaning), otherwise);
  }

  /** Gives a meaning back: its field is an attribute after all. */
  void undo(Meaning meaning) {
    values[meaning.ordinal()] = null;
    spellings[meaning.ordinal()] = null;
  }

  /**
   * The name under which a field is kept as an attribute, or null when it was lifted, repeats what
   * was lifted, or says nothing.
   *
   * @param index the place of the attribute among those read; beyond them it is an attribute
   */
  @Nullable String attribute(int index, String key, Object value) {
    Spelling spelling = index < found.size() ? found.get(index) : null;
    if (spelling == null || spelling.kept()) {
      return key;
    }
    return switch (spelling.meaning()) {
      case NOISE -> null;
      case ATTRIBUTE -> spelling.attribute();
      default -> repeats(spelling, value) ? null : key;
    };
  }

  private boolean repeats(Spelling spelling, Object value) {
    int meaning = spelling.meaning().ordinal();
    Object lifted = values[meaning];
    return lifted != null
        && (spelling == spellings[meaning]
            || lifted.equals(accepted(spelling, single(spelling.meaning(), value))));
  }

  /** Who wrote the record. */
  Resource resource(Attributes rest) {
    String service = text(Meaning.SERVICE_NAME);
    return new Resource(
        service == null ? text(Meaning.PROGRAM_NAME, "") : service,
        text(Meaning.SERVICE_INSTANCE_ID),
        text(Meaning.SERVICE_VERSION),
        text(Meaning.HOST_ID),
        text(Meaning.HOST_NAME),
        text(Meaning.K8S_NODE_NAME),
        text(Meaning.K8S_POD_NAME),
        rest);
  }

  /** The ids that the attributes name; trace, span and flags included. */
  Ids.Builder ids() {
    Ids.Builder ids = Ids.builder();
    ids.traceId((TraceId) get(Meaning.TRACE_ID));
    ids.spanId((SpanId) get(Meaning.SPAN_ID));
    ids.traceFlags((Integer) get(Meaning.TRACE_FLAGS));
    ids.correlationId(text(Meaning.CORRELATION_ID));
    ids.sessionId(text(Meaning.SESSION_ID));
    ids.previousSessionId(text(Meaning.PREVIOUS_SESSION_ID));
    ids.actorId(text(Meaning.ACTOR_ID));
    ids.users(users());
    ids.messageIds(messages());
    return ids;
  }

  private List<UserRef> users() {
    List<UserRef> users = new ArrayList<>(1);
    user(Meaning.USER_ID, UserRef.Namespace.USER_ID, users);
    user(Meaning.ENDUSER_ID, UserRef.Namespace.ENDUSER_ID, users);
    user(Meaning.USER_NAME, UserRef.Namespace.USER_NAME, users);
    user(Meaning.USER_EMAIL, UserRef.Namespace.USER_EMAIL, users);
    return users;
  }

  private void user(Meaning meaning, UserRef.Namespace namespace, List<UserRef> into) {
    String name = text(meaning);
    if (name != null) {
      into.add(new UserRef(namespace, name));
    }
  }

  private List<String> messages() {
    Object ids = get(Meaning.MESSAGE_ID);
    if (!(ids instanceof List<?> list)) {
      return List.of();
    }
    return list.stream().map(Object::toString).toList();
  }
}
