package dev.throughline.correlation.spring;

import dev.throughline.correlation.request.OutgoingCall;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Carries the current ids on through Spring's {@code RestClient} and {@code RestTemplate}; the span
 * ends when the answer's head has arrived. Thread-safe.
 */
public final class CorrelationInterceptor implements ClientHttpRequestInterceptor {
  @Override
  public ClientHttpResponse intercept(
      HttpRequest request, byte[] body, ClientHttpRequestExecution execution) throws IOException {
    HttpHeaders headers = request.getHeaders();
    try (OutgoingCall call =
        OutgoingCall.begin(
            request.getMethod().name(), request.getURI(), name -> HeaderLines.of(headers, name))) {
      call.headers().forEach(headers::set);
      try {
        ClientHttpResponse response = execution.execute(request, body);
        call.status(response.getStatusCode().value());
        return response;
      } catch (IOException | RuntimeException e) {
        call.failed(e);
        throw e;
      }
    }
  }
}
