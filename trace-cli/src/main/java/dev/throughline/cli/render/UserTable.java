package dev.throughline.cli.render;

import dev.throughline.journey.store.UserDirectory.UserPage;
import dev.throughline.journey.store.UserDirectory.UserSeen;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Who was seen, as a table: name, in how many records, how many of them errors, first and last
 * time. A journey has more: also what belongs to the person without naming it.
 */
public final class UserTable {
  private static final List<String> HEAD =
      List.of("USER", "NAMED IN", "ERRORS", "FIRST SEEN", "LAST SEEN", "");

  private final Visible visible;
  private final Times times;
  private final Lengths lengths;
  private final Instant now;

  /**
   * @param now what "ago" is measured from
   */
  public UserTable(boolean unicode, ZoneId zone, Instant now) {
    this.visible = new Visible(unicode);
    this.times = new Times(zone);
    this.lengths = new Lengths(Glyph.MICROSECONDS.in(unicode));
    this.now = now;
  }

  /** Writes the table; {@code out} is flushed, not closed. */
  public void render(UserPage page, OutputStream out) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    page.users().forEach(user -> rows.add(row(user)));
    BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    new Table(HEAD, 1, 2).write(rows, writer);
    if (!page.complete()) {
      writer.append("(cut by a limit; --limit raises it)\n");
    }
    writer.flush();
  }

  private List<String> row(UserSeen user) {
    boolean usual =
        user.user().namespace() == dev.throughline.journey.model.UserRef.Namespace.USER_ID;
    Duration ago = Duration.between(user.lastSeen(), now);
    return List.of(
        visible.line(usual ? user.user().value() : user.user().toString()),
        Long.toString(user.records()),
        Long.toString(user.errors()),
        times.full(user.firstSeen()),
        times.full(user.lastSeen()),
        ago.isNegative() ? "" : lengths.of(ago) + " ago");
  }
}
