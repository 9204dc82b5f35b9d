package dev.throughline.journey.stitch;

import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.Span;

/** Which side of a call or a message a record stands on. */
final class Kinds {
  private Kinds() {}

  static boolean isReceiving(Row row) {
    return isReceiving(row.signal());
  }

  static boolean isSending(Row row) {
    return isSending(row.signal());
  }

  /** The side that was called: a server or a consumer. */
  static boolean isReceiving(Signal signal) {
    return signal instanceof Span span
        && (span.kind() == Span.Kind.SERVER || span.kind() == Span.Kind.CONSUMER);
  }

  /** The side that calls: a client or a producer. */
  static boolean isSending(Signal signal) {
    return signal instanceof Span span
        && (span.kind() == Span.Kind.CLIENT || span.kind() == Span.Kind.PRODUCER);
  }
}
