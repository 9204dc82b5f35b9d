package dev.throughline.collector.query;

import dev.throughline.formats.UserPageJson;
import dev.throughline.journey.store.TimeRange;
import dev.throughline.journey.store.UserDirectory;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Set;

/** {@code GET /api/v1/users?from=&to=&limit=}: who was seen, the last first. */
final class UsersEndpoint implements Handler {
  private static final Set<String> PARAMETERS = Set.of("from", "to", "limit");
  private static final int USUAL_LIMIT = 1_000;
  private static final int MAX_LIMIT = 100_000;

  private final UserDirectory users;

  UsersEndpoint(UserDirectory users) {
    this.users = users;
  }

  @Override
  public void handle(Context request) {
    Parameters parameters = new Parameters(request, PARAMETERS);
    int limit = parameters.count("limit", USUAL_LIMIT, MAX_LIMIT);
    request
        .contentType("application/json")
        .result(new UserPageJson().write(users.users(parameters.range(TimeRange.ALL), limit)));
  }
}
