package dev.throughline.cli.render;

import dev.throughline.cli.render.Forest.Place;
import dev.throughline.journey.Gap;
import dev.throughline.journey.Journey;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The journey as a tree for people: what went wrong first, then every step on a line of its own
 * under what caused it, what is missing in its place, and where it all came from.
 */
public final class TreeRenderer implements Renderer {
  /** Silence between two requests that is worth a word. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Screen screen;

  public TreeRenderer(Screen screen) {
    this.screen = screen;
  }

  @Override
  public void render(Journey journey, OutputStream out) throws IOException {
    // Whatever the screen cannot show is already spelled in ASCII; UTF-8 covers both.
    BufferedWriter writer =
        new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 14);
    Pen pen = new Pen(screen, journey);
    new Header(pen).write(journey, writer);
    new Trouble(pen).write(journey, writer);
    writeSteps(pen, journey, writer);
    new Footer(pen).write(journey, writer);
    writer.flush();
  }

  private static void writeSteps(Pen pen, Journey journey, Appendable out) throws IOException {
    Rows rows = new Rows(pen, Layout.of(pen, journey), journey);
    Map<Integer, List<Gap>> gaps = gapsByStep(journey);
    Breaks breaks = new Breaks(pen);
    for (List<Place> tree : new Forest(journey.steps()).trees()) {
      breaks.before(tree, out);
      Instant begin = tree.getFirst().step().time();
      for (Place place : tree) {
        rows.write(place, begin, out);
        for (Gap gap : gaps.getOrDefault(place.step().number(), List.of())) {
          rows.writeGap(place, gap, out);
        }
      }
    }
  }

  private static Map<Integer, List<Gap>> gapsByStep(Journey journey) {
    Map<Integer, List<Gap>> gaps = new HashMap<>();
    for (Gap gap : journey.gaps()) {
      // A row without a place says so itself.
      if (gap.after() != null && gap.cause() != Gap.Cause.UNPLACED) {
        gaps.computeIfAbsent(gap.after(), any -> new ArrayList<>()).add(gap);
      }
    }
    return gaps;
  }

  /** What stands between two trees: the silence between them, and a new day. */
  private static final class Breaks {
    private final Pen pen;
    private @Nullable Instant end;
    private boolean wasTall;

    Breaks(Pen pen) {
      this.pen = pen;
    }

    void before(List<Place> tree, Appendable out) throws IOException {
      Instant begin = tree.getFirst().step().time();
      boolean tall = tree.size() > 1;
      if (end != null) {
        between(end, begin, tall || wasTall, out);
      }
      wasTall = tall;
      end = endOf(tree);
    }

    private void between(Instant before, Instant begin, boolean apart, Appendable out)
        throws IOException {
      LocalDate day = pen.times().day(begin);
      Duration silence = Duration.between(before, begin);
      if (!day.equals(pen.times().day(before))) {
        String rule = pen.glyph(Glyph.RULE).repeat(2);
        line(pen.line().to(Layout.TIME).add(Paint.BOLD, rule + ' ' + day + ' ' + rule), out);
      } else if (silence.compareTo(PAUSE) >= 0) {
        String later = pen.glyph(Glyph.PAUSE) + pen.length(silence) + " later";
        line(pen.line().to(Layout.TIME).add(Paint.DIM, later), out);
      } else if (apart) {
        out.append('\n');
      }
    }

    private static void line(Line line, Appendable out) throws IOException {
      out.append(line.toString()).append('\n');
    }

    private static Instant endOf(List<Place> tree) {
      Instant end = tree.getFirst().step().time();
      for (Place place : tree) {
        Instant stepEnd = StepEnd.of(place.step());
        end = stepEnd.isAfter(end) ? stepEnd : end;
      }
      return end;
    }
  }
}
