package dev.throughline.company;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The pages say what the tests do. */
class PagesTest {
  private static final Path TESTS = Path.of("src/test/java/dev/throughline/company");

  @Test
  void bravesBlockIsInItsTest() throws IOException {
    assertThat(squeezed(Files.readString(TESTS.resolve("BraveAloneTest.java"))))
        .contains(squeezed(block("brave.md")));
  }

  @Test
  void everyTestThatAPageNamesIsThere() throws IOException {
    for (String page : List.of("brave.md", "micrometer.md")) {
      String proven = text(page).substring(text(page).lastIndexOf("Proven by"));
      for (String test : proven.replaceAll("(?s)^.*?`|`[^`]*$", "").split("`[^`]*`")) {
        assertThat(TESTS.resolve(test + ".java")).exists();
      }
    }
  }

  private static String block(String page) throws IOException {
    String block = text(page).split("```")[1];
    return block.substring(block.indexOf('\n'));
  }

  private static String text(String page) throws IOException {
    return Files.readString(Path.of("../../../docs/with").resolve(page));
  }

  private static String squeezed(String text) {
    return text.replaceAll("\\s+", "");
  }
}
