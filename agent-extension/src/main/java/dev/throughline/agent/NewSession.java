package dev.throughline.agent;

import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.instrumentation.api.instrumenter.AttributesExtractor;
import io.opentelemetry.sdk.trace.ReadableSpan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session that begins, or changes its id, during a request: known from the cookie in the
 * response, so only when the request ends, on the server's span.
 */
final class NewSession implements AttributesExtractor<Object, Object> {
  @Override
  public void onStart(AttributesBuilder attributes, Context parentContext, Object request) {}

  @Override
  public void onEnd(
      AttributesBuilder attributes,
      Context context,
      Object request,
      @Nullable Object response,
      @Nullable Throwable error) {
    try {
      Span span = Span.fromContext(context);
      RequestIds ids = RequestIds.in(context);
      if (ids != null && response != null && span instanceof ReadableSpan) {
        describe(attributes, (ReadableSpan) span, ids.session(), response);
      }
    } catch (Exception | LinkageError e) {
      Failures.report("new session", e);
    }
  }

  private static void describe(
      AttributesBuilder attributes, ReadableSpan span, @Nullable String sent, Object response) {
    List<String> cookies = Settings.current().sessionCookies();
    if (cookies.isEmpty()) {
      return;
    }
    String begun =
        SessionCookie.session(
            ResponseHeaders.values(response, SessionCookie.RESPONSE_HEADER).iterator(), cookies);
    String known = span.getAttribute(Fields.SESSION_ID);
    boolean namedByTheCaller = known != null && !known.equals(sent);
    if (begun == null || begun.equals(known) || namedByTheCaller) {
      return;
    }
    attributes.put(Fields.SESSION_ID, begun);
    if (known != null && isLogin(span)) {
      attributes.put(Fields.PREVIOUS_SESSION_ID, known);
    }
  }

  /**
   * A new id in place of one that was sent: a container guards a login that way, but it also
   * answers a cookie that has run out so, and the next person at that browser is not the last one.
   * A safe method logs nobody in.
   */
  private static boolean isLogin(ReadableSpan span) {
    String method = span.getAttribute(Fields.REQUEST_METHOD);
    return KnownIds.on((Span) span, Fields.USER_ID) != null
        || !("GET".equals(method) || "HEAD".equals(method));
  }
}
