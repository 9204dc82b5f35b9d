package dev.throughline.journey.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.journey.Gap;
import dev.throughline.journey.Journey;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What a journey says is missing, on worlds of which it is known. */
class GapsIT {

  @Test
  void namesEveryPlantedGapAndNoOther() {
    namesWhatIsMissing(Knobs.WHOLE.with(new Knobs.Loss(0.1, 0.15, 0, false)));
  }

  @Test
  void namesAServiceThatRecordsNothing() {
    namesWhatIsMissing(Knobs.WHOLE.with(new Knobs.Loss(0.1, 0.15, 0, true)));
  }

  private static void namesWhatIsMissing(Knobs knobs) {
    for (World world : Seeds.worlds(knobs)) {
      Stage stage = new Stage(world);
      for (String user : world.users().subList(0, 2)) {
        Set<String> named = gaps(stage.journeyOf(user));
        // Below a lost span rows lose their place: a consequence, not a cause.
        named.removeIf(gap -> gap.startsWith("unplaced"));
        Set<String> planted = new TreeSet<>();
        world.gaps().stream()
            .filter(gap -> gap.user().equals(user))
            .forEach(gap -> planted.add(gap.cause() + " " + gap.service()));
        assertThat(named).as("seed %s, %s", world.seed(), user).isEqualTo(planted);
      }
    }
  }

  @Test
  void inventsNoneInAWholeWorld() {
    for (World world : Seeds.worlds(Knobs.WHOLE)) {
      Stage stage = new Stage(world);
      for (String user : world.users().subList(0, 2)) {
        Journey journey = stage.journeyOf(user);
        assertThat(gaps(journey))
            .as("seed %s, %s", world.seed(), user)
            .containsExactly("not_instrumented bank-api");
        assertThat(journey.complete()).isTrue();
      }
    }
  }

  @Test
  void namesTheIdThatAProxyGaveToAll() {
    Knobs.Habits habits = new Knobs.Habits(false, true, false, 0, false, 0);
    for (World world : Seeds.worlds(Knobs.WHOLE.with(habits))) {
      Journey journey = new Stage(world).journeyOf("u-0");
      assertThat(journey.gaps())
          .as("seed %s", world.seed())
          .anyMatch(gap -> gap.cause() == Gap.Cause.HUB && gap.detail().contains("proxy-1"));
    }
  }

  private static Set<String> gaps(Journey journey) {
    Set<String> gaps = new TreeSet<>();
    for (Gap gap : journey.gaps()) {
      gaps.add(gap.cause().name().toLowerCase(Locale.ROOT) + " " + gap.service());
    }
    return gaps;
  }
}
