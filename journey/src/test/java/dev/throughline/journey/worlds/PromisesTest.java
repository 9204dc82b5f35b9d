package dev.throughline.journey.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.journey.Scene;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The promises a journey makes, on worlds whose truth is known. */
class PromisesTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void findsAllOfAUsersRecordsAndNoneOfOthers(long seed) {
    World world = Worlds.generate(seed, Knobs.CROWDED);
    Stage stage = new Stage(world);
    for (String user : world.users()) {
      Set<String> found = Set.copyOf(Scene.ids(stage.journeyOf(user)));
      assertThat(world.recordsOf(user))
          .as("records of %s that were found", user)
          .filteredOn(id -> !found.contains(id))
          .extracting(world::describe)
          .isEmpty();
      assertThat(world.foreignTo(user))
          .as("records of others that were taken for %s", user)
          .filteredOn(found::contains)
          .extracting(world::describe)
          .isEmpty();
    }
  }
}
