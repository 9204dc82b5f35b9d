package dev.throughline.journey.worlds;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * A program: writes a known world as {@code spans.jsonl} (OTLP JSON, one request a line), {@code
 * logs.jsonl} (JSON log lines) and {@code answers.jsonl} (the truth about both).
 */
public final class MakeWorld {
  private static final String USAGE =
      """
      Writes a world whose truth is known: spans.jsonl, logs.jsonl, answers.jsonl.
        --out DIR          where to (default: world)
        --seed N           the same seed and options make the same world (default: 1)
        --kind KIND        whole (all is well), crowded (hard to say whose a record is)
                           or wild (every oddity; the default)
        --users N          persons with a device of their own
        --services N       at least 7
        --fault A,B        what goes wrong for u-0, one checkout each: %s
        --lost-spans S     share of inner spans that get lost, 0 to 1
        --unsampled S      share of traces of which only log lines remain, 0 to 1
        --without-ids S    share of log lines without any id, 0 to 1
        --dark             the inventory records nothing
        --twice S          share of records that come twice, 0 to 1
        --shuffled         records come in any order\
      """
          .formatted(
              String.join(
                  ", ",
                  Arrays.stream(Fault.values())
                      .map(fault -> fault.name().toLowerCase(Locale.ROOT))
                      .toList()));

  private Knobs knobs = Knobs.WILD;
  private long seed = 1;
  private Path out = Path.of("world");

  private MakeWorld() {}

  public static void main(String[] args) throws IOException {
    if (List.of(args).contains("--help")) {
      System.out.println(USAGE);
      return;
    }
    MakeWorld program = new MakeWorld();
    try {
      program.read(new ArrayDeque<>(List.of(args)));
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage() + "\n\n" + USAGE);
      System.exit(2);
    }
    World world = Worlds.generate(program.seed, program.knobs);
    new WorldFiles(world).write(program.out);
    System.out.printf(
        "%s: %d records of %d users; u-0 is failed by %s%n",
        program.out,
        world.delivery().size(),
        world.users().size(),
        world.culprits().isEmpty() ? "nobody" : String.join(", ", world.culprits()));
  }

  private void read(Deque<String> args) {
    while (!args.isEmpty()) {
      String option = args.remove();
      Knobs.Loss loss = knobs.loss();
      switch (option) {
        case "--out" -> out = Path.of(value(option, args));
        case "--seed" -> seed = number(option, args);
        case "--kind" -> knobs = kind(value(option, args));
        case "--users" -> knobs = knobs.withUsers((int) number(option, args));
        case "--services" -> knobs = knobs.withServices((int) number(option, args));
        case "--fault" -> knobs = knobs.withFaults(faults(value(option, args)));
        case "--lost-spans" ->
            knobs =
                knobs.with(
                    new Knobs.Loss(
                        share(option, args), loss.traces(), loss.lineIds(), loss.dark()));
        case "--unsampled" ->
            knobs =
                knobs.with(
                    new Knobs.Loss(loss.spans(), share(option, args), loss.lineIds(), loss.dark()));
        case "--without-ids" -> knobs = knobs.withStrippedLines(share(option, args));
        case "--dark" ->
            knobs = knobs.with(new Knobs.Loss(loss.spans(), loss.traces(), loss.lineIds(), true));
        case "--twice" ->
            knobs =
                knobs.with(new Knobs.Delivery(share(option, args), knobs.delivery().shuffled()));
        case "--shuffled" -> knobs = knobs.with(new Knobs.Delivery(knobs.delivery().twice(), true));
        default -> throw new IllegalArgumentException("unknown option " + option);
      }
    }
  }

  private static String value(String option, Deque<String> args) {
    if (args.isEmpty()) {
      throw new IllegalArgumentException(option + " has no value");
    }
    return args.remove();
  }

  private static long number(String option, Deque<String> args) {
    String text = value(option, args);
    if (!text.matches("[0-9]{1,9}")) {
      throw new IllegalArgumentException(option + " " + text + ", expected a whole number");
    }
    return Long.parseLong(text);
  }

  private static double share(String option, Deque<String> args) {
    String text = value(option, args);
    if (!text.matches("0|1|0?\\.[0-9]+")) {
      throw new IllegalArgumentException(option + " " + text + ", expected 0 to 1");
    }
    return Double.parseDouble(text);
  }

  private static Knobs kind(String name) {
    return switch (name) {
      case "whole" -> Knobs.WHOLE;
      case "crowded" -> Knobs.CROWDED;
      case "wild" -> Knobs.WILD;
      default ->
          throw new IllegalArgumentException("--kind " + name + ", expected whole, crowded, wild");
    };
  }

  private static Fault[] faults(String names) {
    return Arrays.stream(names.toUpperCase(Locale.ROOT).split(","))
        .map(Fault::valueOf)
        .toArray(Fault[]::new);
  }
}
