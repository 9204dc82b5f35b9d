package dev.throughline.collector.intake;

import io.javalin.http.Context;

/** What all HTTP receivers say in the same way. */
final class Answers {
  /** Seconds; long enough for a disk to recover its breath, short enough for a client's buffer. */
  private static final String RETRY_AFTER = "1";

  private Answers() {}

  /** Sets the status and the headers that go with it. */
  static Context status(Context answer, int status) {
    answer.status(status);
    if (status == 503) {
      answer.header("Retry-After", RETRY_AFTER);
    }
    if (status == 413 || status == 408) {
      // The rest of the body is not going to be read.
      answer.header("Connection", "close");
    }
    return answer;
  }
}
