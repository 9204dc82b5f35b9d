package dev.throughline.cli;

import dev.throughline.cli.demo.AgentServices;
import dev.throughline.cli.demo.Demo;
import dev.throughline.cli.demo.DemoFailed;
import dev.throughline.cli.demo.Shop;
import dev.throughline.cli.source.Sources;
import dev.throughline.journey.Journey;
import dev.throughline.journey.JourneyReader;
import dev.throughline.journey.Question;
import dev.throughline.journey.ReadOptions;
import dev.throughline.journey.store.StoreReader;
import dev.throughline.journey.store.TimeRange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A shop of six services, twenty people in it, and the journey of one of them. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Starts a collector and a shop of six services, sends twenty people shopping, and tells the"
          + " journey of one of them, alice.",
      "Builds what is missing. Ends only the processes it started, also on Ctrl-C."
    })
final class DemoCommand implements Callable<Integer> {
  /** Set by the launcher: the project's folder. */
  private static final String HOME = "trace-cli.home";

  private final Shell shell;

  @Option(names = "--keep", description = "Leave it all running until Ctrl-C.")
  private boolean keep;

  @Option(
      names = "--store",
      paramLabel = "URI",
      description =
          "Where the collector stores, such as es:http://127.0.0.1:9200 (default: its own folder).")
  private @Nullable String store;

  @Option(
      names = "--agent",
      arity = "0..1",
      fallbackValue = "all",
      split = ",",
      paramLabel = "SERVICE",
      description = {
        "Run these services, by default all six, with the OpenTelemetry Java agent and our"
            + " extension in place of the filter. Fetches the agent where it is missing."
      })
  private List<String> agent = List.of();

  @Mixin private final OutputOptions output = new OutputOptions();

  DemoCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws InterruptedException {
    String home = System.getProperty(HOME);
    if (home == null) {
      throw new WrongUsage(
          "demo needs the project's folder, expected to be started by bin/trace-cli");
    }
    Demo demo = new Demo(shell.clock(), shell::remark);
    try (Shop shop = demo.prepare(Path.of(home), agents(), store)) {
      Runtime.getRuntime().addShutdownHook(new Thread(shop::close, "end of demo"));
      String report = demo.run(shop);
      tell(demo, shop, report);
      if (keep) {
        shop.awaitEnd();
      }
      return Exit.FOUND;
    } catch (DemoFailed e) {
      shell.complain("demo: " + e.getMessage());
      return Exit.NO_ANSWER;
    } catch (IOException gone) {
      // The reader closed the pipe: whatever it wanted, it has.
      return Exit.FOUND;
    }
  }

  private AgentServices agents() {
    try {
      return AgentServices.named(agent);
    } catch (IllegalArgumentException e) {
      throw new WrongUsage(Objects.requireNonNull(e.getMessage()));
    }
  }

  private void tell(Demo demo, Shop shop, String report)
      throws DemoFailed, InterruptedException, IOException {
    try (Sources sources = new Sources(shell.clock(), shell.in())) {
      sources.open(shop.query().toString());
      StoreReader collector = sources.all().getFirst().reader();
      demo.settle(shop, collector, keep);
      Journey journey = alice(demo.begin(), collector);
      shell.out().write((report + "\n").getBytes(StandardCharsets.UTF_8));
      output.renderer(shell, shell.clock().getZone()).render(journey, shell.out());
      shell.out().write(next(shop).getBytes(StandardCharsets.UTF_8));
      shell.out().flush();
    }
  }

  private Journey alice(Instant begin, StoreReader collector) {
    TimeRange range = new TimeRange(begin, shell.clock().instant().plusSeconds(60));
    // The services said that all is sent and the collector that all is stored: nothing arrives.
    ReadOptions options = ReadOptions.DEFAULTS.withSourceDelay(Duration.ZERO);
    return new JourneyReader(List.of(collector)).read(Question.ofUser("alice", range), options);
  }

  private String next(Shop shop) {
    String stored = store == null ? "lucene:" + shop.data() : store;
    String source = keep ? shop.query().toString() : stored;
    String again = " --source " + source + "\n";
    StringBuilder next = new StringBuilder("\nNext:\n");
    next.append("  bin/trace-cli users").append(again);
    next.append("  bin/trace-cli journey --user bob").append(again);
    next.append("  bin/trace-cli journey --user alice --format json").append(again);
    if (keep) {
      next.append("The shop is open at ").append(shop.gateway());
      next.append(", its logs are in ").append(shop.folder()).append("; Ctrl-C ends it all.\n");
    } else {
      next.append("Or leave the shop open and go in yourself: bin/trace-cli demo --keep\n");
    }
    return next.toString();
  }
}
