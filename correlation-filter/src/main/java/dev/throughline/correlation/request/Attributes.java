package dev.throughline.correlation.request;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;

/** OpenTelemetry's semantic conventions for HTTP, as far as we write them (1.45), and our ids. */
final class Attributes {
  static final AttributeKey<String> HTTP_METHOD = key("http.request.method");
  static final AttributeKey<String> HTTP_ROUTE = key("http.route");
  static final AttributeKey<Long> HTTP_STATUS = AttributeKey.longKey("http.response.status_code");
  static final AttributeKey<String> URL_PATH = key("url.path");
  static final AttributeKey<String> URL_FULL = key("url.full");
  static final AttributeKey<String> SERVER_ADDRESS = key("server.address");
  static final AttributeKey<Long> SERVER_PORT = AttributeKey.longKey("server.port");
  static final AttributeKey<String> CLIENT_ADDRESS = key("client.address");
  static final AttributeKey<String> CORRELATION_ID = key(Fields.CORRELATION_ID_ATTRIBUTE);
  static final AttributeKey<String> FOREIGN_ID = key(Fields.FOREIGN_CORRELATION_ID_ATTRIBUTE);
  static final AttributeKey<String> FOREIGN_TRACE_ID = key(Fields.FOREIGN_TRACE_ID_ATTRIBUTE);
  static final AttributeKey<String> UNVERIFIED_USER_ID = key(Fields.UNVERIFIED_USER_ID_ATTRIBUTE);
  static final AttributeKey<String> USER_ID = key(Fields.USER_ID_ATTRIBUTE);
  static final AttributeKey<String> ACTOR_ID = key(Fields.ACTOR_ID_ATTRIBUTE);
  static final AttributeKey<String> SESSION_ID = key(Fields.SESSION_ID_ATTRIBUTE);
  static final AttributeKey<String> ERROR_TYPE = key("error.type");

  static void describeFailure(Span span, Throwable failure) {
    span.setAttribute(ERROR_TYPE, failure.getClass().getName());
    span.setStatus(StatusCode.ERROR, message(failure));
  }

  /** An exception makes its message by code of its own, which may fail in turn. */
  private static String message(Throwable failure) {
    try {
      return String.valueOf(failure.getMessage());
    } catch (RuntimeException | LinkageError e) {
      FirstFailure.report("reading an exception's message", e);
      return "";
    }
  }

  private static AttributeKey<String> key(String name) {
    return AttributeKey.stringKey(name);
  }

  private Attributes() {}
}
