package dev.throughline.journey.model;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a log record says that was written to tell of records that got lost: a writer's drop
 * counter, or a collector's dead letter. It is marked by the attribute {@value #REPORT}, by which
 * any source finds it, and is never itself part of a story.
 *
 * @param count how many records were lost, at least 1
 * @param record the one record that was lost, if it is known
 */
public record LossReport(LogRecord report, long count, String reason, @Nullable RecordId record) {
  /** The attribute that marks such a record; its value is {@value #DROPPED}. */
  public static final String REPORT = "throughline.report";

  public static final String DROPPED = "dropped";

  /** How many; 1 when absent. */
  public static final String COUNT = "throughline.dropped.records";

  public static final String REASON = "throughline.dropped.reason";
  public static final String RECORD = "throughline.dropped.record";

  /** What a record says, if it is such a report. */
  public static Optional<LossReport> of(Signal signal) {
    Attributes attributes = signal.attributes();
    if (!(signal instanceof LogRecord log)
        || attributes.text(REPORT).filter(DROPPED::equals).isEmpty()) {
      return Optional.empty();
    }
    long count =
        attributes
            .text(COUNT)
            .filter(n -> n.matches("[1-9][0-9]{0,17}"))
            .map(Long::valueOf)
            .orElse(1L);
    String reason = attributes.text(REASON).orElse(log.body());
    RecordId record =
        attributes.text(RECORD).filter(RecordId::isValid).map(RecordId::new).orElse(null);
    return Optional.of(new LossReport(log, count, reason, record));
  }

  /** The report that stands for a record which no store took: with its ids, without its content. */
  public static LogRecord ofRefused(Signal refused, String reason) {
    Map<String, Object> attributes = new HashMap<>();
    attributes.put(REPORT, DROPPED);
    attributes.put(REASON, reason);
    attributes.put(RECORD, refused.recordId().value());
    String id = "dropped:" + refused.recordId().value();
    return new LogRecord(
        new RecordId(id.substring(0, Math.min(id.length(), RecordId.MAX_LENGTH))),
        refused.time(),
        refused.receivedAt(),
        refused.resource(),
        refused.ids(),
        Severity.WARN,
        null,
        "a record was refused: " + reason,
        null,
        null,
        Attributes.of(attributes),
        refused.origin());
  }
}
