package dev.throughline.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the classes call is checked by the compiler ({@code --release 8}), their own level here. */
class Java8Test {
  @Test
  void everyClassIsOneForJava8() throws IOException, URISyntaxException {
    Path ours =
        Path.of(AgentSetup.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(ours)) {
      List<Path> all = files.filter(file -> file.toString().endsWith(".class")).toList();
      assertThat(all).hasSizeGreaterThan(20).allMatch(file -> level(file) == 52);
    }
  }

  private static int level(Path file) {
    try (DataInputStream bytes = new DataInputStream(Files.newInputStream(file))) {
      assertThat(bytes.readInt()).isEqualTo(0xCAFEBABE);
      bytes.readUnsignedShort();
      return bytes.readUnsignedShort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
