package dev.throughline.journey.stitch;

import dev.throughline.journey.Step.Mark;
import dev.throughline.journey.model.Signal;
import dev.throughline.journey.model.Span;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A cleaned record on its way to becoming a step.
 *
 * @param index its place among the rows of this run, so that phases can use arrays
 * @param merged other reports of the same thing
 */
record Row(int index, Signal signal, List<Signal> merged, Set<Mark> marks) {

  /** The whole signal need not be looked at: the index is unique. */
  @Override
  public int hashCode() {
    return index;
  }

  /** All reports of it, the leading one first. */
  Stream<Signal> reports() {
    return merged.isEmpty() ? Stream.of(signal) : Stream.concat(Stream.of(signal), merged.stream());
  }

  @Nullable Span span() {
    return signal instanceof Span span ? span : null;
  }

  /** The process that wrote it: two hosts may give their instances the same name. */
  String process() {
    var resource = signal.resource();
    return resource.clock() + '\n' + resource.serviceName() + '\n' + resource.instance();
  }
}
