package dev.throughline.stores.elasticsearch.kit;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A way in which a bulk request goes wrong. */
public abstract class Fault {
  private static final int LONG_ANSWER = 1 << 16;

  private Fault() {}

  /**
   * Answers, or does not.
   *
   * @param store does what the request asks and gives the answer of a healthy node
   */
  abstract void on(Call call, Store store) throws IOException;

  /** What a healthy node would do. */
  interface Store {
    /** An error or null for each operation, after those without were carried out. */
    String answer(Function<BulkOperation, @Nullable ItemError> refuses);

    default String answer() {
      return answer(operation -> null);
    }
  }

  private interface Behaviour {
    void on(Call call, Store store) throws IOException;
  }

  private static Fault of(Behaviour behaviour) {
    return new Fault() {
      @Override
      void on(Call call, Store store) throws IOException {
        behaviour.on(call, store);
      }
    };
  }

  /** Refuses the whole request, and stores nothing. */
  public static Fault status(int status, String type, String reason) {
    return of((call, store) -> call.error(new ItemError(status, type, reason)));
  }

  /** As {@link #status} in the words of a proxy, which knows no JSON. */
  public static Fault proxy(int status) {
    return of(
        (call, store) ->
            call.send(status, "text/html", "<html><body><h1>" + status + "</h1></body></html>"));
  }

  /** Refuses the whole request and says when to come back. */
  public static Fault comeBack(int status, int seconds) {
    return of(
        (call, store) -> {
          call.with("Retry-After", Integer.toString(seconds));
          call.error(new ItemError(status, "es_rejected_execution_exception", "too busy"));
        });
  }

  /** Takes the documents for which the function gives null, and refuses the others so. */
  public static Fault items(Function<BulkOperation, @Nullable ItemError> refuses) {
    return of((call, store) -> call.json(200, store.answer(refuses)));
  }

  /** Refuses the whole request when a document contains a text: one that no parser survives. */
  public static Fault poison(String text) {
    return of(
        (call, store) -> {
          if (call.text().contains(text)) {
            call.error(new ItemError(400, "x_content_parse_exception", "[1:7] Unexpected end"));
          } else {
            call.json(200, store.answer());
          }
        });
  }

  /** Refuses requests that are larger, as {@code http.max_content_length} or a proxy does. */
  public static Fault limit(int bytes) {
    return of(
        (call, store) -> {
          if (call.body().length > bytes) {
            call.send(413, "text/plain", "");
          } else {
            call.json(200, store.answer());
          }
        });
  }

  /** Stores everything, then hangs up without an answer. */
  public static Fault lostAnswer() {
    return of(
        (call, store) -> {
          store.answer();
          call.hangUp();
        });
  }

  /** Stores everything and answers with half of the JSON. */
  public static Fault halfAnswer() {
    return of(
        (call, store) -> {
          String answer = store.answer();
          call.json(200, answer.substring(0, answer.length() / 2));
        });
  }

  /** Stores everything and answers for one document less. */
  public static Fault wrongCount() {
    return of(
        (call, store) -> {
          String answer = store.answer();
          int last = answer.lastIndexOf(",{");
          call.json(200, last < 0 ? "{\"items\":[]}" : answer.substring(0, last) + "]}");
        });
  }

  /** Answers 200 with a page, as a login in front of the cluster does. */
  public static Fault page() {
    return of((call, store) -> call.send(200, "text/html", "<html>Please log in</html>"));
  }

  /** Stores everything and then answers until the other side hangs up. */
  public static Fault endless() {
    return of(
        (call, store) -> {
          store.answer();
          byte[] more = " ".repeat(LONG_ANSWER).getBytes(StandardCharsets.US_ASCII);
          try (OutputStream out = call.begin("application/json")) {
            out.write('{');
            while (true) {
              out.write(more);
            }
          }
        });
  }

  /** Sends elsewhere. */
  public static Fault redirect(URI to) {
    return of(
        (call, store) -> {
          call.with("Location", to.resolve("/_bulk").toString());
          call.send(302, "text/plain", "");
        });
  }

  /** Answers well, but not before the latch is open. */
  public static Fault slow(CountDownLatch until) {
    return of(
        (call, store) -> {
          try {
            if (!until.await(5, TimeUnit.MINUTES)) {
              throw new IOException("nobody opened the latch");
            }
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
          call.json(200, store.answer());
        });
  }

  /** The statuses that mean "try again": of Elasticsearch and of what may stand before it. */
  public static List<Fault> passing() {
    return List.of(
        comeBack(429, 0),
        status(429, "circuit_breaking_exception", "[parent] Data too large"),
        proxy(502),
        comeBack(503, 0),
        proxy(504),
        status(500, "null_pointer_exception", "a bug"));
  }
}
