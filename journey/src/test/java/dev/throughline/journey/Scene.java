package dev.throughline.journey;

import dev.throughline.journey.model.Attributes;
import dev.throughline.journey.model.Ids;
import dev.throughline.journey.model.LogRecord;
import dev.throughline.journey.model.RecordId;
import dev.throughline.journey.model.Resource;
import dev.throughline.journey.model.Severity;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.Span;
import dev.throughline.journey.model.SpanId;
import dev.throughline.journey.model.TraceId;
import dev.throughline.journey.model.UserRef;
import dev.throughline.journey.store.InMemoryStore;
import dev.throughline.journey.store.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A handful of records in short hand, and the journeys they make. */
public final class Scene {
  /** Time 0 of every scene. */
  public static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

  private final List<Signal> signals = new ArrayList<>();

  /** A span {@code name@service} of trace number {@code trace}, from and to in milliseconds. */
  public SpanDraft span(String nameAtService, int trace, int span, long from, long to) {
    return new SpanDraft(nameAtService, trace, span, from, to);
  }

  /** A log line {@code message@service}, in milliseconds. */
  public LogDraft log(String messageAtService, long at) {
    return new LogDraft(messageAtService, at);
  }

  public List<Signal> signals() {
    return signals;
  }

  public Journey journeyOf(String user) {
    return journey(Question.ofUser(user, TimeRange.ALL), ReadOptions.DEFAULTS);
  }

  public Journey journey(Question question, ReadOptions options) {
    return new JourneyReader(List.of(store("scene"))).read(question, options);
  }

  public InMemoryStore store(String name) {
    InMemoryStore store = new InMemoryStore(name, () -> START.plusSeconds(3600));
    signals.forEach(store::put);
    return store;
  }

  public static TraceId trace(int number) {
    return new TraceId("%032x".formatted(number));
  }

  public static SpanId spanId(int number) {
    return new SpanId("%016x".formatted(number));
  }

  /** The rows of a journey as {@code depth name@service}. */
  public static List<String> rows(Journey journey) {
    return journey.steps().stream().map(step -> step.depth() + " " + label(step.signal())).toList();
  }

  /** The record ids of a journey's rows. */
  public static List<String> ids(Journey journey) {
    return journey.steps().stream().map(step -> step.signal().recordId().value()).toList();
  }

  public static Step step(Journey journey, String nameAtService) {
    return journey.steps().stream()
        .filter(step -> label(step.signal()).equals(nameAtService))
        .findFirst()
        .orElseThrow(() -> new AssertionError(nameAtService + " is not in " + rows(journey)));
  }

  private static String label(Signal signal) {
    String name =
        switch (signal) {
          case Span span -> span.name();
          case LogRecord log when log.eventName() != null -> log.eventName();
          case LogRecord log -> log.body();
        };
    return name + "@" + signal.resource().serviceName();
  }

  private static Resource resource(String service, @Nullable String host) {
    return new Resource(service, service + "-1", null, host, null, null, null, Attributes.EMPTY);
  }

  /** A span in the making; {@link #add} puts it into the scene. */
  public final class SpanDraft {
    private final String name;
    private final Instant from;
    private final Instant to;
    private final Ids.Builder ids;
    private final Map<String, Object> attributes = new HashMap<>();
    private final List<Span.Link> links = new ArrayList<>();
    private Resource resource;
    private String id;
    private Span.Kind kind = Span.Kind.INTERNAL;
    private Span.Status status = Span.Status.UNSET;
    private @Nullable SpanId parent;
    private @Nullable String statusMessage;

    private SpanDraft(String nameAtService, int trace, int span, long from, long to) {
      String[] parts = nameAtService.split("@");
      this.name = parts[0];
      this.resource = resource(parts[1], null);
      this.id = nameAtService + "/" + trace + "/" + span;
      this.from = START.plusMillis(from);
      this.to = START.plusMillis(to);
      this.ids = Ids.builder().traceId(trace(trace)).spanId(spanId(span)).traceFlags(1);
    }

    public SpanDraft id(String recordId) {
      id = recordId;
      return this;
    }

    public SpanDraft host(String host) {
      resource = resource(resource.serviceName(), host);
      return this;
    }

    public SpanDraft version(String version) {
      String service = resource.serviceName();
      resource =
          new Resource(service, service + "-1", version, null, null, null, null, Attributes.EMPTY);
      return this;
    }

    public SpanDraft under(int span) {
      parent = spanId(span);
      return this;
    }

    public SpanDraft kind(Span.Kind value) {
      kind = value;
      return this;
    }

    public SpanDraft fails(String message) {
      status = Span.Status.ERROR;
      statusMessage = message;
      return this;
    }

    public SpanDraft with(String key, Object value) {
      attributes.put(key, value);
      return this;
    }

    public SpanDraft linkTo(int trace, int span) {
      links.add(new Span.Link(trace(trace), spanId(span), Attributes.EMPTY));
      return this;
    }

    /** A link that only somebody outside asked for. */
    public SpanDraft foreignLinkTo(int trace, int span) {
      Attributes foreign = Attributes.of(Map.of(Span.Link.FOREIGN, true));
      links.add(new Span.Link(trace(trace), spanId(span), foreign));
      return this;
    }

    public SpanDraft user(String user) {
      ids.user(user);
      return this;
    }

    public SpanDraft ids(Consumer<Ids.Builder> change) {
      change.accept(ids);
      return this;
    }

    public Scene add() {
      signals.add(
          new Span(
              new RecordId(id.replace(' ', '_')),
              from,
              to,
              (to.isAfter(from) ? to : from).plusMillis(100),
              resource,
              ids.build(),
              parent,
              name,
              kind,
              status,
              statusMessage,
              links,
              List.of(),
              Attributes.of(attributes),
              "scene"));
      return Scene.this;
    }
  }

  /** A log line in the making; {@link #add} puts it into the scene. */
  public final class LogDraft {
    private final String body;
    private final Instant at;
    private final Ids.Builder ids = Ids.builder();
    private final Map<String, Object> attributes = new HashMap<>();
    private Resource resource;
    private String id;
    private Instant received;
    private int severity = Severity.INFO;
    private @Nullable String event;
    private @Nullable Long sequence;

    private LogDraft(String messageAtService, long at) {
      String[] parts = messageAtService.split("@");
      this.body = parts[0];
      this.resource = resource(parts[1], null);
      this.id = messageAtService + "/" + at;
      this.at = START.plusMillis(at);
      this.received = this.at.plusMillis(100);
    }

    public LogDraft id(String recordId) {
      id = recordId;
      return this;
    }

    public LogDraft host(String host) {
      resource = resource(resource.serviceName(), host);
      return this;
    }

    public LogDraft in(int trace, int span) {
      ids.traceId(trace(trace)).spanId(spanId(span));
      return this;
    }

    public LogDraft user(String user) {
      ids.user(user);
      return this;
    }

    public LogDraft user(UserRef.Namespace namespace, String user) {
      ids.users(List.of(new UserRef(namespace, user)));
      return this;
    }

    public LogDraft session(String session) {
      ids.sessionId(session);
      return this;
    }

    public LogDraft ids(Consumer<Ids.Builder> change) {
      change.accept(ids);
      return this;
    }

    public LogDraft event(String name) {
      event = name;
      return this;
    }

    public LogDraft sequence(long number) {
      sequence = number;
      return this;
    }

    public LogDraft with(String key, Object value) {
      attributes.put(key, value);
      return this;
    }

    /** When a collector saw it, in milliseconds. */
    public LogDraft receivedAt(long millis) {
      received = START.plusMillis(millis);
      return this;
    }

    public LogDraft error() {
      severity = Severity.ERROR;
      return this;
    }

    public Scene add() {
      signals.add(
          new LogRecord(
              new RecordId(id.replace(' ', '_')),
              at,
              received,
              resource,
              ids.build(),
              severity,
              null,
              body,
              event,
              sequence,
              Attributes.of(attributes),
              "scene"));
      return Scene.this;
    }
  }
}
