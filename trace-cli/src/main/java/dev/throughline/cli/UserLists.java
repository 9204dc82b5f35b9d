package dev.throughline.cli;

import dev.throughline.cli.source.OpenSource;
import dev.throughline.journey.model.UserRef;
import dev.throughline.journey.store.Handle;
import dev.throughline.journey.store.Query;
import dev.throughline.journey.store.ReadResult;
import dev.throughline.journey.store.TimeRange;
import dev.throughline.journey.store.UserDirectory.UserPage;
import dev.throughline.journey.store.UserDirectory.UserSeen;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The users of several sources as one list. A record that two sources hold counts twice: only a
 * journey looks at records one by one.
 */
final class UserLists {
  private static final Comparator<UserSeen> LAST_SEEN_FIRST =
      Comparator.comparing(UserSeen::lastSeen).reversed().thenComparing(UserSeen::user);

  private final TimeRange range;
  private final int limit;
  private final Map<UserRef, UserSeen> users = new HashMap<>();
  private final List<String> failures = new ArrayList<>();
  private boolean complete = true;
  private int answered;

  UserLists(TimeRange range, int limit) {
    this.range = range;
    this.limit = limit;
  }

  void ask(OpenSource source) {
    if (source.remark() != null) {
      failures.add(source.reader().name() + ": " + source.remark());
    }
    if (source.users() == null) {
      failures.add(source.reader().name() + ": " + whyNot(source));
      return;
    }
    try {
      UserPage page = source.users().users(range, limit);
      page.users().forEach(user -> users.merge(user.user(), user, UserLists::sum));
      complete &= page.complete();
      answered++;
    } catch (UncheckedIOException e) {
      failures.add(source.reader().name() + ": " + e.getMessage());
    }
  }

  /** A source without a directory is one that could not be opened, and says why when it is read. */
  private String whyNot(OpenSource source) {
    Query any = Query.of(Set.of(new Handle.Correlation("-")), range);
    return source.reader().read(any, signal -> {}) instanceof ReadResult.Failed failed
        ? failed.reason()
        : "keeps no list of users";
  }

  private static UserSeen sum(UserSeen one, UserSeen other) {
    return new UserSeen(
        one.user(),
        one.records() + other.records(),
        one.errors() + other.errors(),
        earlier(one.firstSeen(), other.firstSeen()),
        earlier(one.lastSeen(), other.lastSeen()).equals(one.lastSeen())
            ? other.lastSeen()
            : one.lastSeen());
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  UserPage page() {
    List<UserSeen> sorted = new ArrayList<>(users.values());
    sorted.sort(LAST_SEEN_FIRST);
    boolean all = sorted.size() <= limit;
    return new UserPage(all ? sorted : List.copyOf(sorted.subList(0, limit)), complete && all);
  }

  List<String> failures() {
    return failures;
  }

  int answered() {
    return answered;
  }
}
