package dev.throughline.benchmarks;

import dev.throughline.benchmarks.NodeUnderLoad.Stored;
import dev.throughline.stores.elasticsearch.kit.ElasticsearchNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Documents per second from a client until a real node finds them: through the collector, by plain
 * HTTP clients with raw {@code _bulk} of the very same documents (operation, ids, mapping and
 * settings alike), and by rsyslog. The order is turned over from round to round and medians are
 * printed. At the end, what a document takes on disk beside the engine's dynamic mapping.
 */
public final class ElasticsearchThroughput {
  private static final int USUAL_EVENTS = 50_000;
  private static final int MOST_EVENTS = 1_000_000;
  private static final int ROUNDS = 3;
  private static final int SENDERS = 4;
  private static final int PER_BULK = 1_000;
  private static final String OURS = "throughline-*";
  private static final String RAW = "raw";
  private static final String BY_RSYSLOG = "rsyslog";
  private static final String DYNAMIC = "dynamic";

  /** Who is measured. */
  private enum Way {
    OTLP("OTLP -> collector -> node"),
    LINES("JSON lines over TCP -> collector -> node"),
    RAW_BULK("raw _bulk, plain HTTP clients"),
    RSYSLOG("lines over TCP -> rsyslog -> node");

    final String words;

    Way(String words) {
      this.words = words;
    }
  }

  private record Sample(double perSecond, double microsPerDocument) {}

  private final int events;
  private final Workload workload;
  private final Path scratch;
  private final NodeUnderLoad node;
  private final CollectorUnderLoad collector;
  private final ElasticsearchNode process;
  private final Map<Way, List<Sample>> samples = new EnumMap<>(Way.class);
  private List<Stored> documents = List.of();
  private String model = "";

  private ElasticsearchThroughput(
      int events, Path scratch, ElasticsearchNode process, CollectorUnderLoad collector) {
    this.events = events;
    this.workload = Workload.of(events, 1);
    this.scratch = scratch;
    this.process = process;
    this.node = new NodeUnderLoad(process.uri());
    this.collector = collector;
  }

  /**
   * @param arguments how many events per round, 50,000 unless given
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int events = arguments.length == 0 ? USUAL_EVENTS : Integer.parseInt(arguments[0]);
    if (events < 1 || events > MOST_EVENTS) {
      throw new IllegalArgumentException(events + " events, expected 1 to " + MOST_EVENTS);
    }
    Path scratch = Files.createTempDirectory("throughline-benchmark");
    try (ElasticsearchNode process = ElasticsearchNode.builder().measured(2048).start();
        CollectorUnderLoad collector =
            new CollectorUnderLoad(scratch.resolve("collector"), "--store=es:" + process.uri())) {
      new ElasticsearchThroughput(events, scratch, process, collector).run();
    } finally {
      Scratch.delete(scratch);
    }
  }

  private void run() throws IOException, InterruptedException {
    // Everybody's warm-up, not measured; it also makes the documents that the others send.
    measure(Way.OTLP);
    documents = node.documents(OURS);
    model = node.first(OURS);
    for (Way way : ways()) {
      measure(way);
    }
    samples.clear();
    for (int round = 1; round <= ROUNDS; round++) {
      List<Way> order = round % 2 == 0 ? ways() : ways().reversed();
      for (Way way : order) {
        samples.computeIfAbsent(way, w -> new ArrayList<>()).add(measure(way));
      }
    }
    print();
    printDisk();
  }

  private static List<Way> ways() {
    List<Way> ways = new ArrayList<>(List.of(Way.values()));
    if (!Rsyslog.isInstalled()) {
      System.out.println("left out: rsyslog (apt-get install rsyslog rsyslog-elasticsearch)");
      ways.remove(Way.RSYSLOG);
    }
    return ways;
  }

  private Sample measure(Way way) throws IOException, InterruptedException {
    return switch (way) {
      case OTLP, LINES -> collector(way);
      case RAW_BULK -> raw();
      case RSYSLOG -> rsyslog();
    };
  }

  private Sample collector(Way way) throws IOException, InterruptedException {
    node.delete(OURS);
    Duration before = collector.processorTime();
    long start = System.nanoTime();
    if (way == Way.OTLP) {
      collector.sendOtlp(workload);
    } else {
      collector.sendLines(workload);
    }
    Duration took = node.awaitCount(OURS, events, start);
    return sample(took, collector.processorTime().minus(before));
  }

  private Sample raw() throws IOException, InterruptedException {
    node.like(model, RAW);
    List<byte[]> bulks = NodeUnderLoad.bulks(documents, PER_BULK);
    return sample(node.load(RAW, bulks, SENDERS, events), Duration.ZERO);
  }

  private Sample rsyslog() throws IOException, InterruptedException {
    node.like(model, BY_RSYSLOG);
    byte[] lines = Rsyslog.lines(documents);
    try (Rsyslog rsyslog = new Rsyslog(scratch.resolve("rsyslog"), process.uri(), BY_RSYSLOG)) {
      Duration before = rsyslog.processorTime();
      long start = System.nanoTime();
      rsyslog.send(lines);
      Duration took = node.awaitCount(BY_RSYSLOG, events, start);
      return sample(took, rsyslog.processorTime().minus(before));
    }
  }

  private Sample sample(Duration took, Duration processor) {
    return new Sample(events * 1e9 / took.toNanos(), processor.toNanos() / 1e3 / events);
  }

  private void print() {
    double raw = median(Way.RAW_BULK, false);
    System.out.printf(
        "%d documents a round, medians of %d rounds, until searchable%n", events, ROUNDS);
    for (Way way : samples.keySet()) {
      System.out.printf(
          "%-42s %8.0f/s  %.2f of raw _bulk  %s%n",
          way.words,
          median(way, false),
          median(way, false) / raw,
          way == Way.RAW_BULK
              ? ""
              : "%.1f us of processor a document".formatted(median(way, true)));
    }
  }

  private double median(Way way, boolean processor) {
    List<Sample> all = samples.getOrDefault(way, List.of());
    return all.stream()
        .map(sample -> processor ? sample.microsPerDocument() : sample.perSecond())
        .sorted()
        .toList()
        .get(all.size() / 2);
  }

  private void printDisk() throws IOException, InterruptedException {
    node.like(model, RAW);
    node.dynamic(DYNAMIC);
    List<byte[]> bulks = NodeUnderLoad.bulks(documents, PER_BULK);
    node.load(RAW, bulks, SENDERS, events);
    node.load(DYNAMIC, bulks, SENDERS, events);
    double ours = node.bytes(RAW);
    double dynamic = node.bytes(DYNAMIC);
    System.out.printf(
        "on disk, merged: %.0f bytes a document, %.2f of the same documents under the engine's"
            + " dynamic mapping (%.0f)%n",
        ours / events, ours / dynamic, dynamic / events);
  }
}
