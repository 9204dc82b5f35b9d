package dev.throughline.collector;

import dev.throughline.collector.queue.QueueOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The flags. Each may also be said in a YAML file, by its name without dashes in front, and as an
 * environment variable: {@code --intake-port}, {@code intake-port:}, {@code
 * THROUGHLINE_INTAKE_PORT}. The flag wins over the variable, the variable over the file.
 */
@Command(
    name = "collector",
    description = "Receives logs, spans and events, keeps them, and answers for them.",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    version = "collector 0.1.0-SNAPSHOT",
    footer = {
      "",
      "Every option can also be a line in the file (intake-port: 4318) or an environment variable"
          + " (THROUGHLINE_INTAKE_PORT=4318). The flag wins over the variable, the variable over the"
          + " file."
    })
final class CommandLineOptions {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "throughline-data",
      description = "The folder for everything it keeps (${DEFAULT-VALUE}).")
  private @Nullable Path data;

  @Option(
      names = "--store",
      paramLabel = "STORE",
      defaultValue = "lucene",
      description = {
        "lucene: below --data (the default); es:https://HOST:9200: Elasticsearch.",
        "Its password: ELASTICSEARCH_USERNAME and ELASTICSEARCH_PASSWORD, or ELASTICSEARCH_API_KEY;"
            + " each also as a file, ELASTICSEARCH_PASSWORD_FILE=/run/secrets/es."
      })
  private @Nullable String store;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "The address to listen on (${DEFAULT-VALUE}).")
  private @Nullable String host;

  @Option(
      names = "--intake-port",
      paramLabel = "PORT",
      defaultValue = "4318",
      description = "OTLP/HTTP and POST /lines; 0 for any free port (${DEFAULT-VALUE}).")
  private int intakePort;

  @Option(
      names = "--json-port",
      paramLabel = "PORT",
      defaultValue = "5170",
      description = "JSON lines over TCP (${DEFAULT-VALUE}).")
  private int jsonPort;

  @Option(
      names = "--query-port",
      paramLabel = "PORT",
      defaultValue = "7070",
      description = "API, health and metrics (${DEFAULT-VALUE}).")
  private int queryPort;

  @Option(
      names = "--retention",
      paramLabel = "DURATION",
      defaultValue = "30d",
      converter = Amounts.DurationConverter.class,
      description = "How long records are kept, at least 1d (${DEFAULT-VALUE}).")
  private @Nullable Duration retention;

  @Option(
      names = "--insecure",
      description =
          "Listen on an address that others can reach, although there is neither encryption nor a"
              + " login.")
  private boolean insecure;

  @Option(
      names = "--allow-host",
      paramLabel = "NAME",
      split = ",",
      description = "A name, besides localhost, that requests to the query port may be for.")
  private @Nullable List<String> allowHosts;

  @Option(
      names = "--allow-origin",
      paramLabel = "ORIGIN",
      split = ",",
      description = "A web origin (https://shop.example) whose pages may send data.")
  private @Nullable List<String> allowOrigins;

  @Option(
      names = "--queue-max-bytes",
      paramLabel = "SIZE",
      defaultValue = "8g",
      converter = Amounts.BytesConverter.class,
      description =
          "What waits for the store, at most; beyond it senders are told to come back"
              + " (${DEFAULT-VALUE}).")
  private long queueMaxBytes;

  @Option(
      names = "--min-free-bytes",
      paramLabel = "SIZE",
      defaultValue = "128m",
      converter = Amounts.BytesConverter.class,
      description = "What others on the same disk are left (${DEFAULT-VALUE}).")
  private long minFreeBytes;

  @Option(
      names = "--drain-delay",
      paramLabel = "DURATION",
      defaultValue = "0s",
      converter = Amounts.DurationConverter.class,
      description =
          "How long to serve on after TERM while saying \"not ready\" (${DEFAULT-VALUE}).")
  private @Nullable Duration drainDelay;

  @Spec private @Nullable CommandSpec spec;

  /** What came of the arguments. */
  sealed interface Parsed {}

  /** The collector is to start. */
  record Start(CollectorOptions options) implements Parsed {}

  /** It is not; what there was to say has been said. */
  record Ended(int exitCode) implements Parsed {}

  private static final int WRONG_USAGE = 2;

  static Parsed parse(String[] arguments, Map<String, String> environment) {
    CommandLineOptions options = new CommandLineOptions();
    CommandLine command = new CommandLine(options);
    command.getCommandSpec().addOption(OptionSources.configOption());
    try {
      command.setDefaultValueProvider(OptionSources.of(command, arguments, environment));
      command.parseArgs(arguments);
      if (CommandLine.printHelpIfRequested(command.getParseResult())) {
        return new Ended(0);
      }
      return new Start(options.checked(environment));
    } catch (ParameterException e) {
      System.err.println("collector: " + e.getMessage());
      return new Ended(WRONG_USAGE);
    }
  }

  private CollectorOptions checked(Map<String, String> environment) {
    for (int port : new int[] {intakePort, jsonPort, queryPort}) {
      if (port < 0 || port > 65535) {
        throw wrong("port " + port + ", expected 0 to 65535");
      }
    }
    Duration kept = given(retention, "--retention");
    if (kept.compareTo(Duration.ofDays(1)) < 0) {
      throw wrong("--retention is " + kept.toSeconds() + "s, expected at least 1d");
    }
    if (queueMaxBytes < 1) {
      throw wrong("--queue-max-bytes is " + queueMaxBytes + ", expected at least 1");
    }
    return new CollectorOptions(
        given(data, "--data"),
        storeChoice(environment),
        given(host, "--host"),
        intakePort,
        jsonPort,
        queryPort,
        insecure,
        allowHosts == null ? Set.of() : Set.copyOf(allowHosts),
        allowOrigins == null ? Set.of() : Set.copyOf(allowOrigins),
        kept,
        QueueOptions.DEFAULT.withMaxBytes(queueMaxBytes).withMinFreeBytes(minFreeBytes),
        given(drainDelay, "--drain-delay"));
  }

  private StoreChoice storeChoice(Map<String, String> environment) {
    try {
      return StoreChoice.parse(given(store, "--store"), SecretFiles.read(environment));
    } catch (IllegalArgumentException e) {
      throw wrong("--store: " + e.getMessage());
    }
  }

  private <T> T given(@Nullable T value, String name) {
    if (value == null) {
      throw wrong(name + " has no value");
    }
    return value;
  }

  private ParameterException wrong(String message) {
    if (spec == null) {
      throw new IllegalStateException("options are read by picocli");
    }
    return new ParameterException(spec.commandLine(), message);
  }
}
