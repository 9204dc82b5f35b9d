package dev.throughline.correlation.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.correlation.Correlation;
import dev.throughline.correlation.lines.Page;
import dev.throughline.correlation.request.CorrelationScope;
import dev.throughline.correlation.request.ServedRequest;
import dev.throughline.correlation.servlet.RawHttp;
import io.javalin.Javalin;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a page says to copy compiles as it stands; where that is cheap, it also runs. */
class JavaBlocksTest {
  @TempDir static Path classes;
  private static JavaBlocks blocks;

  @BeforeAll
  static void compile() throws IOException {
    List<JavaBlocks.Source> sources = new ArrayList<>();
    for (String page : pages()) {
      for (String block : Page.named(page).blocks("java")) {
        sources.add(new JavaBlocks.Source("block" + sources.size(), page, block));
      }
    }
    sources.add(new JavaBlocks.Source("javalin", "javalin.md", only("javalin.md")));
    // Reactor's hook is for the whole process, and other tests are to do without.
    String threads = only("threads.md").replaceFirst("(?m)^Hooks\\..*$", "");
    sources.add(new JavaBlocks.Source("threads", "threads.md", threads));
    blocks = new JavaBlocks(sources, classes);
  }

  @AfterAll
  static void close() throws IOException {
    blocks.close();
  }

  /** All of them: a page's first block of Java must be given its surroundings here. */
  private static List<String> pages() throws IOException {
    try (Stream<Path> pages = Files.list(Page.folder())) {
      return pages.map(page -> page.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void allCompile() {
    assertThat(blocks.areCompiled()).as("%s", blocks.remarks()).isTrue();
  }

  @Test
  void javalinsServes() throws Exception {
    Javalin app = (Javalin) ((Supplier<?>) blocks.made("javalin")).get();
    try {
      RawHttp shop = new RawHttp(app.start(0).port());
      RawHttp.Answer answer = shop.get("/cart/7", "X-Correlation-ID: c-1");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.only("X-Correlation-ID")).isEqualTo("c-1");
    } finally {
      app.stop();
    }
  }

  @Test
  void thatOnThreadsCarriesTheIds() throws Exception {
    Callable<?> threads = (Callable<?>) blocks.made("threads");
    try (ServedRequest request = served();
        CorrelationScope scope = request.activate()) {
      assertThat((Collection<?>) threads.call())
          .extracting(Object::toString)
          .containsExactly(
              "clock c-1", "discount c-1", "price c-1", "report c-1", "spring c-1", "virtual c-1");
    }
  }

  private static String only(String page) throws IOException {
    List<String> blocks = Page.named(page).blocks("java");
    assertThat(blocks).as(page).hasSize(1);
    return blocks.get(0);
  }

  private static ServedRequest served() {
    return Correlation.serve(
        "GET",
        "/",
        Map.of("X-Correlation-ID", List.of("c-1"))::get,
        new InetSocketAddress("127.0.0.1", 1));
  }
}
