package dev.throughline.agent;

import io.opentelemetry.context.Context;
import io.opentelemetry.javaagent.bootstrap.http.HttpServerResponseCustomizer;
import io.opentelemetry.javaagent.bootstrap.http.HttpServerResponseMutator;

/** Tells the caller the correlation id, and a browser's scripts that they may read it. */
public final class ResponseEcho implements HttpServerResponseCustomizer {
  @Override
  public <RESPONSE> void customize(
      Context serverContext, RESPONSE response, HttpServerResponseMutator<RESPONSE> mutator) {
    try {
      RequestIds ids = RequestIds.in(serverContext);
      if (ids != null && !ResponseHeaders.contain(response, Fields.CORRELATION_HEADER)) {
        echo(ids, response, mutator);
      }
    } catch (Exception | LinkageError e) {
      Failures.report("response", e);
    }
  }

  private static <RESPONSE> void echo(
      RequestIds ids, RESPONSE response, HttpServerResponseMutator<RESPONSE> mutator) {
    mutator.appendHeader(response, Fields.CORRELATION_HEADER, ids.correlationId());
    String requestId = ids.requestId();
    if (requestId != null && !ResponseHeaders.contain(response, Fields.REQUEST_ID_HEADER)) {
      mutator.appendHeader(response, Fields.REQUEST_ID_HEADER, requestId);
    }
    if (ids.fromBrowser()) {
      String names =
          requestId == null
              ? Fields.CORRELATION_HEADER
              : Fields.CORRELATION_HEADER + ", " + Fields.REQUEST_ID_HEADER;
      mutator.appendHeader(response, "Access-Control-Expose-Headers", names);
    }
    if (ids.preflight()) {
      mutator.appendHeader(response, "Access-Control-Allow-Headers", Fields.CORRELATION_HEADER);
    }
  }
}
