package dev.throughline.stores.elasticsearch;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of a request. */
sealed interface Reply {

  /**
   * The cluster, or something between, answered.
   *
   * @param retryAfter the wait it asked for, or null
   * @param location where it redirects to, or null
   */
  record Answer(int status, byte[] body, @Nullable Duration retryAfter, @Nullable String location)
      implements Reply {
    boolean isOk() {
      return status >= 200 && status < 300;
    }
  }

  /**
   * Nobody answered, or not to the end.
   *
   * @param why in words, with the host
   * @param lasting whether only an operator can change it: a certificate, a name
   * @param tooLong whether there was an answer, of more bytes than are read
   */
  record Nothing(String why, boolean lasting, boolean tooLong) implements Reply {}
}
