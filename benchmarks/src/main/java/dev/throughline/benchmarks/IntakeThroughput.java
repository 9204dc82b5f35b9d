package dev.throughline.benchmarks;

import dev.throughline.benchmarks.CollectorUnderLoad.Took;
import dev.throughline.journey.model.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Events per second from the network until they can be searched, over OTLP and over JSON lines,
 * beside the same documents put straight into Lucene in the same run. The order is turned over from
 * round to round and medians are printed, as other work on the machine disturbs all three alike.
 */
public final class IntakeThroughput {
  private static final int USUAL_EVENTS = 50_000;
  private static final int MOST_EVENTS = 1_000_000;
  private static final int ROUNDS = 3;

  private final int events;
  private final Path scratch;
  private final PlainLucene lucene = new PlainLucene();
  private final List<Double> plain = new ArrayList<>();
  private final List<Double> otlpAcknowledged = new ArrayList<>();
  private final List<Double> otlp = new ArrayList<>();
  private final List<Double> lines = new ArrayList<>();

  private IntakeThroughput(int events, Path scratch) throws ReflectiveOperationException {
    this.events = events;
    this.scratch = scratch;
  }

  /**
   * @param arguments how many events per round, 50,000 unless given
   */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, ReflectiveOperationException {
    int events = arguments.length == 0 ? USUAL_EVENTS : Integer.parseInt(arguments[0]);
    if (events < 1 || events > MOST_EVENTS) {
      throw new IllegalArgumentException(events + " events, expected 1 to " + MOST_EVENTS);
    }
    Path scratch = Files.createTempDirectory("throughline-benchmark");
    try {
      new IntakeThroughput(events, scratch).run();
    } finally {
      Scratch.delete(scratch);
    }
  }

  private void run() throws IOException, InterruptedException {
    try (CollectorUnderLoad collector = new CollectorUnderLoad(scratch.resolve("collector"))) {
      // Both compilers' warm-up, not measured.
      round(collector, 0);
      plain.clear();
      otlpAcknowledged.clear();
      otlp.clear();
      lines.clear();
      for (int round = 1; round <= ROUNDS; round++) {
        round(collector, round);
      }
    }
    System.out.printf("%d events a round, medians of %d rounds, events/s%n", events, ROUNDS);
    print("straight into Lucene, one thread", plain);
    print("OTLP/HTTP until acknowledged", otlpAcknowledged);
    print("OTLP/HTTP until searchable", otlp);
    print("JSON lines over TCP until searchable", lines);
  }

  private void round(CollectorUnderLoad collector, int round)
      throws IOException, InterruptedException {
    List<Integer> order = round % 2 == 0 ? List.of(0, 1, 2) : List.of(2, 1, 0);
    for (int part : order) {
      Workload workload = Workload.of(events, 10L * round + part);
      switch (part) {
        case 0 -> {
          List<Signal> signals = PlainLucene.signals(workload);
          plain.add(rate(lucene.index(signals, scratch.resolve("plain" + round))));
        }
        case 1 -> {
          Took took = collector.otlp(workload);
          otlpAcknowledged.add(rate(took.acknowledged()));
          otlp.add(rate(took.searchable()));
        }
        default -> lines.add(rate(collector.lines(workload).searchable()));
      }
    }
  }

  private double rate(Duration took) {
    return events * 1e9 / took.toNanos();
  }

  private void print(String what, List<Double> rates) {
    double rate = median(rates);
    System.out.printf("%-38s %9.0f  (%.2f of Lucene)%n", what, rate, rate / median(plain));
  }

  private static double median(List<Double> rates) {
    return rates.stream().sorted().toList().get(rates.size() / 2);
  }
}
