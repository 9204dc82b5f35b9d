package dev.throughline.journey.stitch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who sent which message. */
final class Messages {
  private final Map<String, Row> producers = new HashMap<>();

  Messages(List<Row> rows) {
    for (Row row : rows) {
      if (Kinds.isSending(row)) {
        row.signal().ids().messageIds().forEach(id -> producers.putIfAbsent(id, row));
      }
    }
  }

  /** The sender of the first message that a receiving row names and whose sender is known. */
  Optional<Row> producerFor(Row row) {
    return producersFor(row).stream().findFirst();
  }

  /** The known senders of all messages that a receiving row names. */
  List<Row> producersFor(Row row) {
    if (!Kinds.isReceiving(row)) {
      return List.of();
    }
    return row.signal().ids().messageIds().stream()
        .flatMap(id -> Optional.ofNullable(producers.get(id)).stream())
        .toList();
  }
}
