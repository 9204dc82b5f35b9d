package dev.throughline.cli;

import dev.throughline.cli.source.Sources;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Where to read from. */
final class SourceOptions {
  static final String DEFAULT = "http://127.0.0.1:7070";

  @Option(
      names = "--source",
      paramLabel = "URI",
      description = {
        "Where to read from, any number of them (default: " + DEFAULT + "):",
        "  http://HOST:PORT  a collector's query port",
        "  lucene:DIR        a collector's folder, also while it runs",
        "  es:URL            the Elasticsearch that collectors write to, as in",
        "                    es:https://HOST:9200?ca=FILE; password: ELASTICSEARCH_PASSWORD",
        "  file:PATH         JSON lines or OTLP JSON, plain or .gz; * and ** match",
        "  -                 the same on standard input"
      })
  private List<String> uris = new ArrayList<>();

  /** Whether one of them goes on receiving, so that a question without times means the last day. */
  boolean anyLive() {
    return uris.isEmpty() || uris.stream().anyMatch(Sources::isLive);
  }

  /** Opens them all; the caller closes. */
  Sources open(Shell shell) {
    Sources sources = new Sources(shell.clock(), shell.in());
    try {
      (uris.isEmpty() ? List.of(DEFAULT) : uris).forEach(sources::open);
      return sources;
    } catch (IllegalArgumentException e) {
      sources.close();
      throw new WrongUsage("--source " + e.getMessage(), e);
    }
  }
}
