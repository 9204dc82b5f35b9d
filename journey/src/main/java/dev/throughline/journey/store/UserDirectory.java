package dev.throughline.journey.store;

import dev.throughline.journey.model.UserRef;
import java.time.Instant;
import java.util.List;

/** Who was seen: an optional ability of a source. Thread-safe. */
public interface UserDirectory {

  /**
   * The users whom records in the range name, the last seen first.
   *
   * @param limit the most users to answer with
   */
  UserPage users(TimeRange range, int limit);

  /**
   * @param complete false when a limit cut the list
   */
  record UserPage(List<UserSeen> users, boolean complete) {}

  /**
   * One user as the store saw it.
   *
   * @param records how many records name the user
   * @param errors how many of those report an error
   */
  record UserSeen(UserRef user, long records, long errors, Instant firstSeen, Instant lastSeen) {}
}
