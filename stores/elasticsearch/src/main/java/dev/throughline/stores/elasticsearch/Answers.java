package dev.throughline.stores.elasticsearch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Answers of which only success is of use. */
final class Answers {
  private static final int SHOWN = 200;

  private Answers() {}

  /**
   * The body of a good answer.
   *
   * @param doing what was asked, for the message
   * @throws IOException with one line that says what came instead
   */
  static byte[] required(Reply reply, String doing) throws IOException {
    return switch (reply) {
      case Reply.Nothing nothing when nothing.tooLong() -> throw new AnswerTooLong(nothing.why());
      case Reply.Nothing nothing -> throw new IOException(nothing.why());
      case Reply.Answer answer when answer.isOk() -> answer.body();
      case Reply.Answer answer -> throw new IOException(doing + ": " + refusal(answer));
    };
  }

  /** One line about an answer that is no success. */
  static String refusal(Reply.Answer answer) {
    Failure failure = Failure.of(answer);
    return switch (answer.status()) {
      case 401 -> "wrong user, password or API key (" + failure.line() + ")";
      case 403 -> "a right is missing (" + failure.line() + ")";
      case 300, 301, 302, 303, 307, 308 ->
          answer.status() + " redirect to " + answer.location() + ", which is not followed";
      default -> "answered " + failure.line();
    };
  }

  static String shown(byte[] answer) {
    return new String(answer, 0, Math.min(answer.length, SHOWN), StandardCharsets.UTF_8);
  }
}
