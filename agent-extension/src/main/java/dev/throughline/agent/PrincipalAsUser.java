package dev.throughline.agent;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.instrumentation.api.instrumenter.AttributesExtractor;
import io.opentelemetry.sdk.trace.ReadableSpan;
import org.jspecify.annotations.Nullable;

/**
 * The agent learns a servlet principal when the request ends and calls it {@code enduser.id}
 * ({@code user.name} in the preview of its third version); here it becomes {@code user.id} too,
 * unless somebody was named already: baggage goes before the principal.
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
    if (!(span instanceof ReadableSpan)) {
      return;
    }
    ReadableSpan server = (ReadableSpan) span;
    Settings settings = Settings.current();
    Attributes ending = soFar(attributes);
    AttributeKey<String> key =
        ending.get(Fields.USER_NAME) == null ? settings.principal() : Fields.USER_NAME;
    String principal = ending.get(key);
    principal = principal == null ? server.getAttribute(key) : principal;
    UserPseudonym pseudonym = settings.pseudonym();
    String user = pseudonym.of(principal);
    if (user != null && server.getAttribute(Fields.USER_ID) == null) {
      attributes.put(Fields.USER_ID, user);
    }
    if (user != null && pseudonym.isOn()) {
      attributes.put(key, user);
    }
    hideName(attributes, server, Fields.USER_ID);
    hideName(attributes, server, Fields.ACTOR_ID);
  }

  /** Of whom the application has named on the span since it began. */
  private static void hideName(
      AttributesBuilder attributes, ReadableSpan server, AttributeKey<String> key) {
    String name = server.getAttribute(key);
    String told = KnownIds.told(key, name);
    if (told != null && !told.equals(name)) {
      attributes.put(key, told);
    }
  }

  /** The agent's builder is its own result; only another one would have to be copied. */
  private static Attributes soFar(AttributesBuilder attributes) {
    return attributes instanceof Attributes ? (Attributes) attributes : attributes.build();
  }
}
