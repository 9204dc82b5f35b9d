package dev.throughline.cli.render;

import dev.throughline.journey.Gap;
import java.util.Locale;

/** A gap in words. */
final class GapText {
  private GapText() {}

  /** Such as {@code bank-api: not instrumented (2), was called, but never reports}. */
  static String of(Gap gap) {
    String who = gap.service() == null ? "" : gap.service() + ": ";
    String cause = gap.cause().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    if (gap.detail().isBlank()) {
      return who + cause + ", " + Count.of(gap.count(), "record");
    }
    return who + cause + (gap.count() == 1 ? "" : " (" + gap.count() + ")") + ", " + gap.detail();
  }
}
