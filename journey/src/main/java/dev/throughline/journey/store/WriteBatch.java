package dev.throughline.journey.store;

import dev.throughline.journey.model.Signal;
import java.util.List;

/**
 * Records in queue order.
 *
 * @param through the queue sequence of the last frame that is wholly in this batch or before it
 */
public record WriteBatch(List<Signal> signals, long through) {
  public WriteBatch {
    signals = List.copyOf(signals);
  }
}
