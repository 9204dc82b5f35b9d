package dev.throughline.cli.source;

import dev.throughline.formats.RecordCodec;
import dev.throughline.stores.elasticsearch.ElasticsearchOptions;
import dev.throughline.stores.elasticsearch.ElasticsearchReader;
import dev.throughline.stores.lucene.LuceneReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Opens what {@code --source} names: {@code http:} and {@code https:} a collector, {@code lucene:}
 * a collector's folder, {@code es:} a cluster that collectors write to, {@code file:} files, {@code
 * -} standard input.
 */
public final class Sources implements AutoCloseable {
  private static final String EXPECTED =
      "expected http://HOST:PORT (a collector), lucene:DIR, es:https://HOST:9200, file:PATH or -";

  /** Where a collector keeps its store below its data folder. */
  private static final String STORE = "store";

  private final Clock clock;
  private final InputStream in;
  private final List<OpenSource> opened = new ArrayList<>();

  /** Ctrl-C ends this process; what a cluster is doing for it is to end as well. */
  private final Thread atInterrupt = new Thread(this::closeAll, "end-of-sources");

  /**
   * @param in what {@code -} stands for
   */
  public Sources(Clock clock, InputStream in) {
    this.clock = clock;
    this.in = in;
    Runtime.getRuntime().addShutdownHook(atInterrupt);
  }

  /** Whether a source goes on receiving; files and pipes have an end. */
  public static boolean isLive(String uri) {
    return !uri.equals("-") && !uri.regionMatches(true, 0, "file:", 0, 5);
  }

  /**
   * Opens one more source. One that cannot be opened answers every question with the reason.
   *
   * @throws IllegalArgumentException when the text names no kind of source
   */
  public void open(String uri) {
    opened.add(opened(uri));
  }

  /** The sources in the order in which they were opened. */
  public List<OpenSource> all() {
    return List.copyOf(opened);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(atInterrupt);
      closeAll();
    } catch (IllegalStateException ending) {
      // The hook is running: it closes.
    }
  }

  private void closeAll() {
    opened.forEach(source -> source.reader().close());
  }

  private OpenSource opened(String uri) {
    if (uri.equals("-")) {
      return new FileSource(clock).standardInput(in);
    }
    int colon = uri.indexOf(':');
    String scheme = colon < 0 ? "" : uri.substring(0, colon).toLowerCase(Locale.ROOT);
    String rest = uri.substring(colon + 1);
    return switch (scheme) {
      case "http", "https" -> collector(uri);
      case "lucene" -> lucene(uri, rest);
      case "es" -> elasticsearch(uri);
      case "file" -> new FileSource(clock).files(uri, rest);
      default -> throw unknown(uri);
    };
  }

  private static IllegalArgumentException unknown(String uri) {
    String hint = Files.exists(Path.of(uri)) ? " (for this file: file:" + uri + ")" : "";
    return new IllegalArgumentException("\"" + uri + "\" is no source, " + EXPECTED + hint);
  }

  private static OpenSource collector(String uri) {
    CollectorSource collector = new CollectorSource(CollectorHttp.at(uri));
    return new OpenSource(collector, collector, null);
  }

  private static OpenSource lucene(String uri, String dir) {
    if (dir.isBlank()) {
      throw new IllegalArgumentException("\"" + uri + "\" names no folder, expected lucene:DIR");
    }
    Path folder = Path.of(dir);
    Path below = folder.resolve(STORE);
    try {
      LuceneReader reader =
          LuceneReader.open(Files.isDirectory(below) ? below : folder, new RecordCodec());
      return new OpenSource(reader, reader, null);
    } catch (IOException e) {
      return BrokenSource.open(uri, Reasons.of(e));
    }
  }

  private static OpenSource elasticsearch(String uri) {
    ElasticsearchReader reader =
        ElasticsearchReader.open(ElasticsearchOptions.parse(uri, System.getenv()));
    return new OpenSource(reader, reader, null);
  }
}
