package dev.throughline.correlation.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.correlation.servlet.RawHttp.Answer;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where sessions are kept far away, one that takes long to be written holds up no other. */
class SlowSessionStoreTest {
  private final Store store = new Store();

  @Test
  void othersSessionsGoOn(@TempDir Path work) throws Exception {
    TomcatShop tomcat = new TomcatShop(work, (classes, context) -> context.addListener(store));
    RawHttp shop = new RawHttp(tomcat.start(new Shop(), () -> {}));
    try {
      FutureTask<Answer> slow = new FutureTask<>(() -> shop.get("/login"));
      new Thread(slow).start();
      store.writing.await();
      assertThat(shop.get("/login").line("session_id")).matches("[0-9a-f]{32}");
      store.written.countDown();
      assertThat(slow.get().line("session_id")).matches("[0-9a-f]{32}");
    } finally {
      store.written.countDown();
      tomcat.stop();
    }
  }

  /** Tomcat tells it of an attribute before setAttribute returns. The first one takes its time. */
  private static final class Store implements HttpSessionAttributeListener {
    private final CountDownLatch writing = new CountDownLatch(1);
    private final CountDownLatch written = new CountDownLatch(1);
    private final AtomicBoolean busy = new AtomicBoolean();

    @Override
    public void attributeAdded(HttpSessionBindingEvent event) {
      if (busy.compareAndSet(false, true)) {
        writing.countDown();
        try {
          written.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }
}
