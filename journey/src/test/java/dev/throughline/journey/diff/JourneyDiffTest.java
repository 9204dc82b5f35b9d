package dev.throughline.journey.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.throughline.journey.Journey;
import dev.throughline.journey.Scene;
import dev.throughline.journey.diff.Difference.Kind;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class JourneyDiffTest {

  private static Journey run(String user, int trace, Consumer<Scene> more) {
    Scene scene = new Scene();
    scene.span("POST /checkout@gateway", trace, 1, trace, trace + 80).user(user).add();
    scene
        .span("pay " + trace + "@payments", trace, 2, trace + 5, trace + 25)
        .under(1)
        .with("server.address", "bank")
        .with("order_id", (long) trace)
        .add();
    scene.log("paid " + trace + "@payments", trace + 10).in(trace, 2).add();
    more.accept(scene);
    return scene.journeyOf(user);
  }

  private static Journey good() {
    return run("alice", 1, scene -> scene.span("ship@stock", 1, 3, 30, 40).under(1).add());
  }

  @Test
  void findsNothingBetweenTwoGoodRuns() {
    Journey again =
        run(
            "bob",
            7,
            scene -> {
              scene.span("ship@stock", 7, 3, 37, 60).under(1).add();
              scene.log("a line more@stock", 40).in(7, 3).add();
            });

    assertThat(JourneyDiff.between(good(), again)).isEmpty();
  }

  @Test
  void putsTheNewErrorBeforeTheHopThatIsMissingAfterIt() {
    Journey bad =
        run("bob", 7, scene -> scene.log("card refused@payments", 20).in(7, 2).error().add());

    List<Difference> differences = JourneyDiff.between(good(), bad);

    assertThat(differences)
        .extracting(Difference::kind, d -> d.hop().getLast())
        .containsExactly(
            tuple(Kind.NEW_ERROR, "card refused@payments"), tuple(Kind.MISSING_HOP, "ship@stock"));
  }

  @Test
  void namesTheHopThatBecameSlow() {
    Journey slow = run("bob", 7, scene -> scene.span("ship@stock", 7, 3, 30, 3000).under(1).add());

    assertThat(JourneyDiff.between(good(), slow))
        .extracting(Difference::kind, Difference::detail)
        .containsExactly(tuple(Kind.SLOWER_HOP, "took 2970 ms, before at most 10 ms"));
  }

  @Test
  void namesAnAttributeThatTellsOfASetting() {
    Journey other =
        run(
            "bob",
            7,
            scene ->
                scene
                    .span("ship@stock", 7, 3, 30, 40)
                    .under(1)
                    .with("feature_flag.key", "new-carrier")
                    .with("order_id", 5L)
                    .add());

    assertThat(JourneyDiff.between(good(), other))
        .extracting(Difference::kind, Difference::detail)
        .containsExactly(
            tuple(Kind.OTHER_ATTRIBUTE, "feature_flag.key is new-carrier, was not there"));
  }

  @Test
  void tellsAnErrorWhereItBeganBeforeWhoPassedItOn() {
    Scene bad = new Scene();
    bad.span("POST /checkout@gateway", 9, 1, 0, 80).user("bob").fails("500").add();
    bad.span("pay 9@payments", 9, 2, 5, 25).under(1).fails("card expired").add();

    assertThat(JourneyDiff.between(good(), bad.journeyOf("bob")))
        .extracting(Difference::kind, Difference::service)
        .startsWith(tuple(Kind.NEW_ERROR, "payments"), tuple(Kind.NEW_ERROR, "gateway"));
  }

  @Test
  void tellsLastWhatThePersonDidNotDoThisTime() {
    Scene again = new Scene();
    again.span("GET /news@gateway", 7, 9, 0, 5).user("bob").add();
    Journey other = again.journeyOf("bob");

    assertThat(JourneyDiff.between(good(), other))
        .extracting(Difference::kind, d -> d.hop().getLast())
        .containsExactly(
            tuple(Kind.EXTRA_HOP, "GET /news@gateway"),
            tuple(Kind.MISSING_HOP, "POST /checkout@gateway"));
  }

  @Test
  void takesAddressesNumbersAndIdsForAccidents() {
    Journey one = call("10.0.3.7", "GET /order/4711", "order 3fa85f64a1b2 sent in 23ms");
    Journey two = call("10.0.9.12", "GET /order/17", "order 99b1c0deffee sent in 190ms");
    Journey moved = call("elsewhere", "GET /order/1", "order 99b1c0deffee sent in 190ms");

    assertThat(JourneyDiff.between(one, two)).isEmpty();
    assertThat(JourneyDiff.between(one, moved))
        .extracting(Difference::detail)
        .containsExactly("server.address is elsewhere, was {n}");
  }

  private static Journey call(String address, String name, String line) {
    Scene scene = new Scene();
    scene.span(name + "@gateway", 1, 1, 0, 9).user("alice").with("server.address", address).add();
    scene.log(line + "@gateway", 5).event(line).in(1, 1).add();
    return scene.journeyOf("alice");
  }

  @Test
  void namesTheVersionThatIsAnother() {
    assertThat(JourneyDiff.between(version("1.0"), version("1.1")))
        .extracting(Difference::kind, Difference::service, Difference::detail)
        .containsExactly(tuple(Kind.OTHER_VERSION, "orders", "runs 1.1, before 1.0"));
    assertThat(JourneyDiff.between(version("1.0"), version("1.0"))).isEmpty();
  }

  private static Journey version(String version) {
    return new Scene()
        .span("GET /@orders", 1, 1, 0, 9)
        .version(version)
        .user("alice")
        .add()
        .journeyOf("alice");
  }
}
