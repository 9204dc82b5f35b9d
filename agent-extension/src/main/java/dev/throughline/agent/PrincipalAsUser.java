package dev.throughline.agent;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.instrumentation.api.instrumenter.AttributesExtractor;
import io.opentelemetry.sdk.trace.ReadableSpan;
import org.jspecify.annotations.Nullable;

/**
 * The agent learns a servlet principal when the request ends and calls it {@code enduser.id}; here
 * it becomes {@code user.id} too, unless somebody was named already: baggage goes before the
 * principal.
 */
final class PrincipalAsUser implements AttributesExtractor<Object, Object> {
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
      describe(attributes, Span.fromContext(context));
    } catch (Exception | LinkageError e) {
      Failures.report("server end", e);
    }
  }

  private static void describe(AttributesBuilder attributes, Span span) {
    if (!(span instanceof ReadableSpan)
        || ((ReadableSpan) span).getAttribute(Fields.USER_ID) != null) {
      return;
    }
    String principal = PersonId.valid(soFar(attributes).get(Fields.ENDUSER_ID));
    String user = principal == null ? KnownIds.on(span, Fields.USER_ID) : principal;
    if (user != null) {
      attributes.put(Fields.USER_ID, user);
    }
  }

  /** The agent's builder is its own result; only another one would have to be copied. */
  private static Attributes soFar(AttributesBuilder attributes) {
    return attributes instanceof Attributes ? (Attributes) attributes : attributes.build();
  }
}
