package dev.throughline.correlation.request;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class FirstFailureTest {
  private final Logger log = (Logger) LoggerFactory.getLogger(FirstFailure.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @BeforeEach
  void listen() {
    lines.start();
    log.addAppender(lines);
    log.setLevel(Level.DEBUG);
    log.setAdditive(false); // a thousand of them are enough in one place
  }

  @AfterEach
  void leave() {
    log.setLevel(null);
    log.setAdditive(true);
    log.detachAppender(lines);
  }

  @Test
  void eachKindIsAWarningOnceAndTheyAreNotEndless() {
    long before = FirstFailure.count();
    FirstFailure.report("testing the first", new IllegalStateException("a"));
    FirstFailure.report("testing the first", new IllegalStateException("b"));
    FirstFailure.report("testing the first", new IllegalArgumentException("c"));
    FirstFailure.report("testing the second", new IllegalStateException("d"));
    assertThat(levels()).containsExactly(Level.WARN, Level.DEBUG, Level.WARN, Level.WARN);
    assertThat(FirstFailure.count() - before).isEqualTo(4);
    // Kinds with an application's own names in them do not fill the log; none is left after this.
    for (int i = 0; i < 1_000; i++) {
      FirstFailure.report("testing name " + i, new IllegalStateException("a"));
    }
    assertThat(levels()).filteredOn(Level.WARN::equals).hasSizeLessThanOrEqualTo(100);
  }

  private List<Level> levels() {
    return lines.list.stream().map(ILoggingEvent::getLevel).toList();
  }
}
