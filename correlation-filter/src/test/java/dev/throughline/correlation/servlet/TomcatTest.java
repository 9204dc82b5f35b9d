package dev.throughline.correlation.servlet;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class TomcatTest extends ServletContract {
  @TempDir Path work;

  @Override
  Container container() {
    return new TomcatShop(work);
  }
}
