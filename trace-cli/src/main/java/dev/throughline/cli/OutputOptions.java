package dev.throughline.cli;

import dev.throughline.cli.render.Renderer;
import dev.throughline.cli.render.Screen;
import dev.throughline.cli.render.TreeRenderer;
import dev.throughline.formats.JourneyJson;
import java.time.ZoneId;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How the answer looks. */
final class OutputOptions {
  /** The forms of a journey. */
  enum Format {
    TREE,
    JSON
  }

  @Option(
      names = "--format",
      paramLabel = "tree|json",
      description = "For people, or throughline.journey/1 (default: tree).")
  private Format format = Format.TREE;

  @Mixin private final ScreenOptions screen = new ScreenOptions();

  Format format() {
    return format;
  }

  Renderer renderer(Shell shell, ZoneId zone) {
    return switch (format) {
      case TREE -> new TreeRenderer(screen(shell, zone));
      case JSON ->
          (journey, out) -> {
            new JourneyJson().write(journey, out);
            out.write('\n');
            out.flush();
          };
    };
  }

  Screen screen(Shell shell, ZoneId zone) {
    return screen.screen(shell, zone);
  }
}
