package dev.throughline.correlation.log4j2;

import dev.throughline.correlation.Correlation;
import dev.throughline.correlation.UserEvents;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs before it knows the user, after, as an event, and on a pool's thread. */
final class Log4j2Shop extends HttpServlet implements AutoCloseable {
  static final int THREADS = 3;

  private static final long serialVersionUID = 1;
  private static final Logger LOG = LoggerFactory.getLogger("shop");

  private final transient ExecutorService pool = Executors.newFixedThreadPool(THREADS);

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException {
    String number = request.getRequestURI().substring(1);
    LOG.info("early {}", number);
    Correlation.user("user-" + number);
    LOG.info("late {}", number);
    UserEvents.emit("ItemAddedToCart", Map.of("number", number));
    await(Correlation.wrap(pool).submit(() -> LOG.info("pool {}", number)));
  }

  /** One bare task on each thread, at the same time, so that none takes two. */
  void logOutsideOnEveryPoolThread() throws ServletException {
    CyclicBarrier all = new CyclicBarrier(THREADS);
    List<Future<?>> tasks = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      tasks.add(
          pool.submit(
              () -> {
                LOG.info("outside");
                return all.await();
              }));
    }
    for (Future<?> task : tasks) {
      await(task);
    }
  }

  private static void await(Future<?> task) throws ServletException {
    try {
      task.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new ServletException(e);
    }
  }

  @Override
  public void close() {
    pool.shutdown();
  }
}
