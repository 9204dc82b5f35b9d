package dev.throughline.formats;

import dev.throughline.journey.model.Signal;
import java.util.List;

/** What became of one request's bytes. */
public sealed interface DecodeResult {
  /**
   * The request was readable.
   *
   * @param signals the records taken, in the request's order
   * @param refused the records not taken, by ascending index; their mates are unharmed
   */
  record Decoded(List<Signal> signals, List<Refusal> refused) implements DecodeResult {
    public Decoded {
      signals = List.copyOf(signals);
      refused = List.copyOf(refused);
    }
  }

  /**
   * The bytes are not what they claim to be; nothing was taken.
   *
   * @param reason what was wrong and where, without a copy of the input
   */
  record Malformed(String reason) implements DecodeResult {}
}
