package dev.throughline.correlation.logback;

import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.spi.SequenceNumberGenerator;
import dev.throughline.correlation.request.LogSequence;

/** Numbers every logging event where it is made, on the thread that logs. */
public final class SequenceNumbers extends ContextAwareBase implements SequenceNumberGenerator {
  @Override
  public long nextSequenceNumber() {
    return LogSequence.next();
  }
}
