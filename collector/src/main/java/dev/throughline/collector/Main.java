package dev.throughline.collector;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import sun.misc.Signal;

/**
 * Starts the collector. One line on standard output says that it can serve and where; everything
 * else goes to standard error. TERM drains and ends with 0, a second one ends at once.
 */
public final class Main {
  private static final int ENDED_BY_TERM = 143;
  private static final int CANNOT_START = 1;

  private Main() {}

  public static void main(String[] arguments) {
    CommandLineOptions.Parsed parsed = CommandLineOptions.parse(arguments, System.getenv());
    int status =
        switch (parsed) {
          case CommandLineOptions.Ended(int exitCode) -> exitCode;
          case CommandLineOptions.Start(CollectorOptions options) -> run(options);
        };
    // Explicitly: a thread that somebody forgot must not keep a drained collector alive.
    System.exit(status);
  }

  private static int run(CollectorOptions options) {
    try (Collector collector = Collector.start(options)) {
      CountDownLatch told = new CountDownLatch(1);
      Signal.handle(new Signal("TERM"), signal -> end(told));
      Signal.handle(new Signal("INT"), signal -> end(told));
      System.out.println(collector.ready());
      System.out.flush();
      told.await();
      return 0;
    } catch (StartRefused | IOException e) {
      System.err.println("collector: " + e.getMessage());
      return CANNOT_START;
    } catch (InterruptedException e) {
      return ENDED_BY_TERM;
    }
  }

  private static void end(CountDownLatch told) {
    if (told.getCount() == 0) {
      Runtime.getRuntime().halt(ENDED_BY_TERM);
    }
    told.countDown();
  }
}
