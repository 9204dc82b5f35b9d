package dev.throughline.cli.render;

import dev.throughline.journey.Journey;
import java.io.IOException;
import java.io.OutputStream;

/** Writes a journey in one output format. Stateless. */
public interface Renderer {

  /**
   * Writes as it goes; {@code out} is flushed, not closed.
   *
   * @throws IOException when {@code out} fails
   */
  void render(Journey journey, OutputStream out) throws IOException;
}
