package dev.throughline.cli.render;

import dev.throughline.journey.Journey;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Everything the parts of one rendering share: the screen's abilities and the services' colours.
 */
final class Pen {
  private final Screen screen;
  private final Visible visible;
  private final Times times;
  private final Lengths lengths;
  private final Map<String, Paint> services = new LinkedHashMap<>();

  Pen(Screen screen, Journey journey) {
    this.screen = screen;
    visible = new Visible(screen.unicode());
    times = new Times(screen.zone());
    lengths = new Lengths(glyph(Glyph.MICROSECONDS));
    journey.summary().services().forEach(this::service);
  }

  Screen screen() {
    return screen;
  }

  Times times() {
    return times;
  }

  Line line() {
    return new Line(screen.colour());
  }

  String glyph(Glyph glyph) {
    return glyph.in(screen.unicode());
  }

  /** Recorded text, safe to show. */
  String safe(String data) {
    return visible.line(data);
  }

  String length(Duration length) {
    return lengths.of(length);
  }

  String clock(Instant time) {
    return times.clock(time);
  }

  /** A service's colour, the same wherever it is named. */
  Paint service(String name) {
    return services.computeIfAbsent(name, any -> Paint.ofService(services.size()));
  }

  /** Visible text, shortened to what there is room for, unless nothing is to be cut. */
  String cut(String safe, int cells) {
    if (!screen.cut() || Cells.of(safe) <= cells) {
      return safe;
    }
    return shorten(safe, cells);
  }

  /** Visible text, shortened in any case: for columns that others stand behind. */
  String shorten(String safe, int cells) {
    if (Cells.of(safe) <= cells) {
      return safe;
    }
    String ellipsis = glyph(Glyph.ELLIPSIS);
    return Cells.fit(safe, Math.max(0, cells - Cells.of(ellipsis))) + ellipsis;
  }
}
