package dev.throughline.correlation.matrix;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.joran.spi.JoranException;
import com.sun.net.httpserver.Headers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Judges every log line and every call that arrives at the other service, as it comes, by the
 * number in it. Ids that the visitor did not bring must be the same on all that is his.
 */
final class Ledger extends AppenderBase<ILoggingEvent> {
  private static final int ENOUGH = 100;

  private final LongFunction<Visit> visits;
  private final boolean spans;
  private final Map<Long, Trail> trails = new ConcurrentHashMap<>();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final AtomicLong wrongs = new AtomicLong();
  private final AtomicLong lines = new AtomicLong();
  private final AtomicLong calls = new AtomicLong();

  /** What one visit's first line said, and how much has come since. */
  static final class Trail {
    final Map<String, String> ids;
    volatile String traceparent = "";
    final AtomicLong lines = new AtomicLong();

    Trail(Map<String, String> ids) {
      this.ids = ids;
    }
  }

  /**
   * @param spans whether calls are spans of their own, for somebody to {@link #take} and look at;
   *     else a call's parent is the request's span, and a trail ends with the last line
   */
  Ledger(LongFunction<Visit> visits, boolean spans) {
    this.visits = visits;
    this.spans = spans;
  }

  /**
   * Listens to the lines of {@link Application}, which go nowhere else. To be said again when a
   * Spring Boot application has started: it sets Logback up anew.
   */
  Ledger listening() {
    Logger log = (Logger) LoggerFactory.getLogger("matrix");
    log.detachAppender(this);
    log.setAdditive(false);
    log.setLevel(ch.qos.logback.classic.Level.INFO);
    setContext(log.getLoggerContext());
    start();
    log.addAppender(this);
    return this;
  }

  /** Leaves Logback as every test finds it. */
  void leave() throws JoranException {
    LoggerContext logback = (LoggerContext) LoggerFactory.getILoggerFactory();
    logback.reset();
    new ContextInitializer(logback).autoConfig();
  }

  @Override
  protected void append(ILoggingEvent event) {
    String[] words = event.getFormattedMessage().split(" ", 2);
    Visit visit = visits.apply(Long.parseLong(words[0]));
    Map<String, String> mdc = event.getMDCPropertyMap();
    Trail trail = trails.computeIfAbsent(visit.number(), number -> new Trail(mdc));
    trail.lines.incrementAndGet();
    lines.incrementAndGet();
    expect(event, "correlation_id", visit.correlationId(), mdc);
    expect(event, "trace_id", visit.traceId(), mdc);
    for (String id : new String[] {"correlation_id", "trace_id", "span_id"}) {
      expect(event, id, trail.ids.get(id), mdc);
      if (mdc.get(id) == null) {
        wrong(event + ": no " + id);
      }
    }
    if (!spans && words[1].equals("done")) {
      trails.remove(visit.number());
    }
    String user = words[1].equals("door") ? visit.user() : visit.userWithin();
    if (!Objects.equals(mdc.get("user_id"), user)) {
      wrong(event + ": user " + mdc.get("user_id") + " instead of " + user);
    }
    if (!Objects.equals(mdc.get("session_id"), visit.session())) {
      wrong(event + ": session " + mdc.get("session_id") + " instead of " + visit.session());
    }
  }

  /** A call of the visit arrived at the other service. */
  void called(long number, Headers headers) {
    calls.incrementAndGet();
    Visit visit = visits.apply(number);
    Trail trail = trails.get(number);
    if (trail == null) {
      wrong("a call of " + number + " that wrote no line");
      return;
    }
    String what = "the call of " + number;
    trail.traceparent = String.valueOf(headers.getFirst("traceparent"));
    expect(what, trail.ids.get("correlation_id"), headers.getFirst("X-Correlation-ID"));
    String start = "00-" + trail.ids.get("trace_id") + "-";
    expect(what, start, trail.traceparent.substring(0, Math.min(36, trail.traceparent.length())));
    if (!spans) {
      expect(what, start + trail.ids.get("span_id") + "-01", trail.traceparent);
    }
    expect(what, baggage(visit), headers.getFirst("baggage"));
  }

  private static @Nullable String baggage(Visit visit) {
    String user = visit.userWithin() == null ? "" : ",user.id=" + visit.userWithin();
    String session = visit.session() == null ? "" : ",session.id=" + visit.session();
    return user.isEmpty() && session.isEmpty() ? null : (user + session).substring(1);
  }

  private void expect(
      ILoggingEvent event, String id, @Nullable String expected, Map<String, String> mdc) {
    if (expected != null && !expected.equals(mdc.get(id))) {
      wrong(event + ": " + id + " " + mdc.get(id) + " instead of " + expected);
    }
  }

  private void expect(String what, @Nullable String expected, @Nullable String is) {
    if (!Objects.equals(expected, is)) {
      wrong(what + ": " + is + " instead of " + expected);
    }
  }

  private void wrong(String what) {
    wrongs.incrementAndGet();
    if (wrong.size() < ENOUGH) {
      wrong.add(what);
    }
  }

  /** Takes the visit's trail out; null if it has left none. */
  @Nullable Trail take(long number) {
    return trails.remove(number);
  }

  /** What was not right since the last time, up to a hundred. */
  List<String> takeWrong() {
    List<String> taken = new ArrayList<>();
    String one;
    while ((one = wrong.poll()) != null) {
      taken.add(one);
    }
    return taken;
  }

  /**
   * How many visits have a trail here that has not ended, though their caller waits for the answer:
   * of whoever hangs up, a server may cancel the work.
   */
  long open() {
    return trails.keySet().stream().filter(number -> !visits.apply(number).leaves()).count();
  }

  /** How much was not right in all. */
  long wrong() {
    return wrongs.get();
  }

  long lines() {
    return lines.get();
  }

  long calls() {
    return calls.get();
  }
}
