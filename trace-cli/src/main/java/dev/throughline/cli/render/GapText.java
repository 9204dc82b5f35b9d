package dev.throughline.cli.render;

import dev.throughline.journey.Gap;
import java.util.Locale;

/** A gap in words. */
final class GapText {
  private GapText() {}

  /** Such as {@code bank-api: not instrumented, its part is unknown}. */
  static String of(Gap gap) {
    String who = gap.service() == null ? "" : gap.service() + ": ";
    String cause = gap.cause().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    String detail = gap.detail().isBlank() ? Count.of(gap.count(), "record") : gap.detail();
    return who + cause + ", " + detail;
  }
}
