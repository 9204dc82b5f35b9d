package dev.throughline.stores.elasticsearch;

import java.io.IOException;

/** An answer of more bytes than are read; asking for less may help. */
final class AnswerTooLong extends IOException {
  private static final long serialVersionUID = 1;

  AnswerTooLong(String message) {
    super(message);
  }
}
