package dev.throughline.collector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** What the environment and the file say of options that are not among the arguments. */
final class OptionSources implements IDefaultValueProvider {
  private static final String CONFIG = "--config";

  private static final String PREFIX = "THROUGHLINE_";

  private final Map<String, String> environment;
  private final Map<String, String> file;

  private OptionSources(Map<String, String> environment, Map<String, String> file) {
    this.environment = environment;
    this.file = file;
  }

  /** The option that names the file; it is read before the others are. */
  static OptionSpec configOption() {
    return OptionSpec.builder(CONFIG)
        .paramLabel("FILE")
        .type(Path.class)
        .description("A YAML file that says these same things.")
        .build();
  }

  /**
   * @throws ParameterException when the file cannot be read or says something unknown
   */
  static OptionSources of(
      CommandLine command, String[] arguments, Map<String, String> environment) {
    Set<String> names = new TreeSet<>();
    for (OptionSpec option : command.getCommandSpec().options()) {
      names.add(option.longestName().substring(2));
    }
    warnOfUnknown(environment, names);
    names.removeAll(Set.of("config", "help", "version"));
    String path = configPath(arguments, environment);
    Map<String, String> file = path == null ? Map.of() : read(command, Path.of(path), names);
    return new OptionSources(environment, file);
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option)) {
      return null;
    }
    String name = option.longestName().substring(2);
    String variable = environment.get(variable(name));
    return variable != null ? variable : file.get(name);
  }

  private static String variable(String name) {
    return PREFIX + name.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  /** Only a warning: the same prefix may be in use by applications on the same machine. */
  private static void warnOfUnknown(Map<String, String> environment, Set<String> names) {
    Set<String> variables = new TreeSet<>();
    names.forEach(name -> variables.add(variable(name)));
    for (String variable : new TreeSet<>(environment.keySet())) {
      if (variable.startsWith(PREFIX) && !variables.contains(variable)) {
        LoggerFactory.getLogger(OptionSources.class)
            .warn("{} is not a setting of the collector{}", variable, nearest(variable, variables));
      }
    }
  }

  private static @Nullable String configPath(String[] arguments, Map<String, String> environment) {
    String path = environment.get(variable("config"));
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].startsWith(CONFIG + "=")) {
        path = arguments[i].substring(CONFIG.length() + 1);
      } else if (arguments[i].equals(CONFIG) && i + 1 < arguments.length) {
        path = arguments[i + 1];
      }
    }
    return path;
  }

  private static Map<String, String> read(CommandLine command, Path path, Set<String> names) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(path.toString())
            .setAllowDuplicateKeys(false)
            .setMaxAliasesForCollections(0)
            .setCodePointLimit(1024 * 1024)
            .build();
    Object content;
    try {
      content = new Load(settings).loadFromString(Files.readString(path));
    } catch (IOException e) {
      throw new ParameterException(command, "the file " + path + " cannot be read: " + e, e);
    } catch (YamlEngineException e) {
      String problem = String.valueOf(e.getMessage()).replaceAll("\\s+", " ").strip();
      throw new ParameterException(command, "the file " + path + " is not right: " + problem, e);
    }
    if (content == null) {
      return Map.of();
    }
    if (!(content instanceof Map<?, ?> map)) {
      throw new ParameterException(
          command, path + " holds no settings, expected lines name: value");
    }
    Map<String, String> values = new TreeMap<>();
    map.forEach((key, value) -> values.put(known(command, path, key, names), text(value)));
    return values;
  }

  private static String known(
      CommandLine command, Path path, @Nullable Object key, Set<String> names) {
    String name = String.valueOf(key);
    if (!names.contains(name)) {
      throw new ParameterException(
          command, path + ": unknown setting \"" + name + "\"" + nearest(name, names));
    }
    return name;
  }

  private static String text(@Nullable Object value) {
    return value instanceof List<?> list
        ? String.join(",", list.stream().map(String::valueOf).toList())
        : String.valueOf(value);
  }

  private static String nearest(String name, Set<String> names) {
    String best = "";
    int least = Integer.MAX_VALUE;
    for (String candidate : names) {
      int distance = distance(name, candidate);
      if (distance < least) {
        least = distance;
        best = candidate;
      }
    }
    return least <= Math.max(2, name.length() / 2) ? ", did you mean \"" + best + "\"?" : "";
  }

  /** Levenshtein's: insertions, deletions and replacements. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j - 1], row[j]) + 1);
      }
    }
    return row[b.length()];
  }
}
