package dev.throughline.cli.render;

import dev.throughline.formats.DeadLetterPageJson.Letter;
import dev.throughline.formats.DeadLetterPageJson.Page;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Dead letters as a table: id, time, service, attempts, reason. */
public final class DeadLetterTable {
  private final Visible visible;
  private final Times times;

  public DeadLetterTable(boolean unicode, ZoneId zone) {
    this.visible = new Visible(unicode);
    this.times = new Times(zone);
  }

  /** Writes the table; {@code out} is flushed, not closed. */
  public void render(Page page, OutputStream out) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    page.letters().forEach(letter -> rows.add(row(letter)));
    BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    new Table(List.of("ID", "REJECTED", "SERVICE", "ATTEMPTS", "REASON")).write(rows, writer);
    writer.append("%d in all, %d parked".formatted(page.count(), page.parked()));
    if (page.next() != null) {
      writer.append("; the next: --after ").append(visible.line(page.next()));
    }
    writer.append('\n').flush();
  }

  private List<String> row(Letter letter) {
    return List.of(
        visible.line(letter.id()),
        times.full(letter.at()),
        visible.line(letter.service().isEmpty() ? "?" : letter.service()),
        letter.attempts() + (letter.parked() ? " parked" : ""),
        visible.line(letter.reason()));
  }
}
