package dev.throughline.journey.stitch;

import static dev.throughline.journey.Scene.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.throughline.journey.Gap;
import dev.throughline.journey.Journey;
import dev.throughline.journey.Question;
import dev.throughline.journey.ReadOptions;
import dev.throughline.journey.Scene;
import dev.throughline.journey.Step;
import dev.throughline.journey.model.Ids;
import dev.throughline.journey.model.Span.Kind;
import dev.throughline.journey.model.UserRef;
import dev.throughline.journey.model.UserRef.Namespace;
import dev.throughline.journey.store.TimeRange;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class OwnTest {
  private final Scene scene = new Scene();

  private void visit(String id, int trace, long at, Consumer<Ids.Builder> who) {
    scene.span("GET /@gateway", trace, 1, at, at + 10).id(id).kind(Kind.SERVER).ids(who).add();
  }

  private static Consumer<Ids.Builder> session(String session) {
    return ids -> ids.sessionId(session);
  }

  private static Consumer<Ids.Builder> session(String session, String user) {
    return ids -> ids.sessionId(session).user(user);
  }

  private void logout(String id, int trace, long at, String session) {
    scene.log("bye@gateway", at).id(id).in(trace, 1).session(session).event("UserLoggedOut").add();
  }

  @Test
  void givesTheAnonymousPartOfASessionToTheUserWhoLogsIn() {
    visit("browse", 1, 0, session("s"));
    visit("login", 2, 100, session("s", "alice"));
    visit("cart", 3, 200, session("s"));

    assertThat(ids(scene.journeyOf("alice"))).containsExactly("browse", "login", "cart");
  }

  @Test
  void dividesASharedDeviceAtLogoutAndNextLogin() {
    visit("a-1", 1, 0, session("s", "alice"));
    visit("a-2", 2, 100, session("s"));
    logout("a-bye", 2, 105, "s");
    visit("between", 3, 200, session("s"));
    visit("b-1", 4, 300, session("s", "bob"));
    visit("b-2", 5, 400, session("s"));

    assertThat(ids(scene.journeyOf("alice"))).containsExactly("a-1", "a-2", "a-bye");
    Journey bob = scene.journeyOf("bob");
    assertThat(ids(bob)).containsExactly("between", "b-1", "b-2");
    assertThat(bob.steps()).extracting(Step::confidence).containsExactly(0.5, 1.0, 1.0);
  }

  @Test
  void countsWhatItLeavesOutBecauseItIsSomebodyElses() {
    visit("a-1", 1, 0, session("s", "alice"));
    visit("b-1", 2, 300, session("s", "bob"));

    Journey journey = scene.journeyOf("alice");

    assertThat(ids(journey)).containsExactly("a-1");
    assertThat(journey.gaps())
        .extracting(Gap::cause, Gap::count)
        .containsExactly(tuple(Gap.Cause.OTHER_USER, 1L));
  }

  @Test
  void followsASessionThatContinuesAnother() {
    visit("anonymous", 1, 0, session("s-1"));
    visit("login", 2, 100, i -> i.sessionId("s-2").previousSessionId("s-1").user("alice"));

    assertThat(ids(scene.journeyOf("alice"))).containsExactly("anonymous", "login");
  }

  @Test
  void doesNotMergeTwoPersonsWhoShareACorrelationId() {
    visit("a", 1, 0, i -> i.user("alice").correlationId("c"));
    visit("b", 2, 10, i -> i.user("bob").correlationId("c"));
    visit("nobody", 3, 20, i -> i.correlationId("c"));

    assertThat(ids(scene.journeyOf("alice"))).containsExactly("a");
    assertThat(ids(scene.journeyOf("bob"))).containsExactly("b");
  }

  @Test
  void takesWhatACorrelationIdTiesToOnePersonOnly() {
    visit("a", 1, 0, i -> i.user("alice").correlationId("c"));
    visit("more", 2, 20, i -> i.correlationId("c"));
    scene.log("line@mail", 30).id("line").ids(i -> i.correlationId("c")).add();

    assertThat(ids(scene.journeyOf("alice"))).containsExactly("a", "more", "line");
  }

  @Test
  void knowsThePersonOfATraceOnlyWhenAllOfItIsRead() {
    visit("a", 1, 0, i -> i.user("alice").correlationId("c"));
    scene.span("GET /@gateway", 2, 1, 20, 30).id("b-root").ids(i -> i.correlationId("c")).add();
    scene.span("deep@stock", 2, 2, 21, 29).id("b-deep").under(1).user("bob").add();

    assertThat(ids(scene.journeyOf("alice"))).containsExactly("a");
  }

  @Test
  void keepsTheSameTextInAnotherNamespaceApart() {
    scene.log("a@shop", 0).id("by-id").user("7").add();
    scene.log("b@shop", 1).id("by-name").user(Namespace.USER_NAME, "7").add();

    assertThat(ids(scene.journeyOf("7"))).containsExactly("by-id");
    assertThat(ids(scene.journeyOf("user.name=7"))).containsExactly("by-name");
  }

  @Test
  void bindsTwoNamesThatOneRecordBears() {
    scene
        .log("both@shop", 0)
        .id("both")
        .ids(i -> i.users(List.of(UserRef.userId("7"), name("alice"))))
        .add();
    scene.log("b@shop", 1).id("by-name").user(Namespace.USER_NAME, "alice").add();

    assertThat(ids(scene.journeyOf("7"))).containsExactly("both", "by-name");
  }

  @Test
  void doesNotBindANameThatTwoPersonsBear() {
    scene
        .log("x@shop", 0)
        .id("seven")
        .ids(i -> i.users(List.of(UserRef.userId("7"), name("smith"))))
        .add();
    scene
        .log("x@shop", 1)
        .id("eight")
        .ids(i -> i.users(List.of(UserRef.userId("8"), name("smith"))))
        .add();
    scene.log("x@shop", 2).id("smith").user(Namespace.USER_NAME, "smith").add();

    assertThat(ids(scene.journeyOf("7"))).containsExactly("seven");
  }

  private static UserRef name(String name) {
    return new UserRef(Namespace.USER_NAME, name);
  }

  @Test
  void showsWhoActsForAnotherInBothStoriesAndKeepsTheirSessionsApart() {
    visit("support-own", 1, 0, session("s-support", "support"));
    visit("acting", 2, 100, i -> i.sessionId("s-support").user("alice").actorId("support"));
    visit("support-later", 3, 200, session("s-support"));
    visit("alice-own", 4, 50, session("s-alice", "alice"));

    assertThat(ids(scene.journeyOf("alice"))).containsExactly("alice-own", "acting");
    assertThat(ids(scene.journeyOf("support")))
        .containsExactly("support-own", "acting", "support-later");
  }

  @Test
  void isNotMisledByCallersThatAreNoPersons() {
    visit("a", 1, 0, i -> i.user("alice"));
    scene.span("job@stock", 1, 2, 1, 5).id("job").under(1).user("system").add();

    assertThat(ids(scene.journeyOf("alice"))).containsExactly("a", "job");
  }

  @Test
  void leavesOutThePartOfATraceThatIsAboutSomebodyElse() {
    visit("a", 1, 0, i -> i.user("alice"));
    scene.span("credit@bank", 1, 2, 1, 5).id("credit").under(1).user("bob").add();
    scene.log("credited@bank", 2).id("credited").in(1, 2).add();
    scene.span("debit@bank", 1, 3, 5, 8).id("debit").under(1).add();

    assertThat(ids(scene.journeyOf("alice"))).containsExactly("a", "debit");
    assertThat(ids(scene.journeyOf("bob"))).containsExactly("credit", "credited");
  }

  @Test
  void showsAHubThatIsAskedForByItsId() {
    for (int i = 1; i <= 5; i++) {
      int user = i;
      visit("u" + i, i, i, ids -> ids.user("user-" + user).correlationId("proxy"));
    }
    Question question =
        new Question(
            List.of(),
            List.of(),
            List.of("proxy"),
            List.of(),
            Map.of(),
            List.of(),
            TimeRange.ALL,
            false);

    Journey journey = scene.journey(question, ReadOptions.DEFAULTS);

    assertThat(ids(journey)).containsExactly("u1", "u2", "u3", "u4", "u5");
    assertThat(journey.gaps()).isEmpty();
  }

  @Test
  void doesNotFollowAHubAndSaysSo() {
    for (int i = 1; i <= 5; i++) {
      int user = i;
      visit("u" + i, i, i, ids -> ids.user("user-" + user).correlationId("proxy"));
    }
    visit("nobody", 9, 50, i -> i.correlationId("proxy"));

    Journey journey = scene.journeyOf("user-1");

    assertThat(ids(journey)).containsExactly("u1");
    assertThat(journey.complete()).isFalse();
    assertThat(journey.gaps()).extracting(Gap::cause).contains(Gap.Cause.HUB);
  }

  @Test
  void doesNotFollowAnIdThatNamesTooManyRecords() {
    visit("a", 1, 0, i -> i.user("alice").correlationId("proxy").sessionId("s"));
    visit("same_session", 2, 100, session("s"));
    for (int i = 0; i < 30; i++) {
      scene.log("x@shop", i).id("x" + i).ids(ids -> ids.correlationId("proxy")).add();
    }

    Journey journey =
        scene.journey(
            Question.ofUser("alice", TimeRange.ALL), ReadOptions.DEFAULTS.withHubs(3, 20));

    assertThat(ids(journey)).containsExactly("a", "same_session");
    assertThat(journey.gaps()).extracting(Gap::cause).containsExactly(Gap.Cause.HUB);
  }

  @Test
  void takesOutAnEdgeOnRequest() {
    visit("login", 1, 0, session("s", "alice"));
    visit("cart", 2, 100, session("s"));

    ReadOptions without = ReadOptions.DEFAULTS.withoutEdges(Set.of("session=s"));

    assertThat(ids(scene.journey(Question.ofUser("alice", TimeRange.ALL), without)))
        .containsExactly("login");
  }

  @Test
  void findsNobodyByAHostileName() {
    visit("a", 1, 0, i -> i.user("alice"));

    assertThat(scene.journeyOf("alice\" OR *:*").steps()).isEmpty();
    assertThat(scene.journeyOf("*").steps()).isEmpty();
    assertThat(scene.journeyOf("").steps()).isEmpty();
  }

  @Test
  void fallsBackToMessagesHalfSureWhenNoFieldNamesTheUser() {
    scene.log("hello alice!@shop", 0).id("greeting").in(1, 1).add();
    scene.log("next line@shop", 1).id("next").in(1, 1).add();
    scene.log("malice aforethought@shop", 2).id("malice").add();
    scene.log("login user=alice ok@shop", 3).id("keyed").in(2, 1).add();
    scene.log("welcome page@shop", 4).id("tied").in(2, 1).add();

    Journey journey = scene.journeyOf("alice");

    assertThat(ids(journey)).containsExactly("greeting", "keyed", "tied");
    assertThat(journey.steps()).extracting(Step::confidence).containsOnly(0.5);
    assertThat(journey.steps().getFirst().marks()).containsExactly(Step.Mark.TEXT_MATCH);
  }

  @Test
  void keepsTwentyUsersAtOnceApart() {
    for (int user = 0; user < 20; user++) {
      String name = "user-" + user;
      for (int request = 0; request < 5; request++) {
        int trace = 100 * (user + 1) + request;
        Consumer<Ids.Builder> who = request == 2 ? session("s" + user, name) : session("s" + user);
        visit(name + "-" + request, trace, request * 100L, who);
        scene
            .span("work@orders", trace, 2, request * 100L + 1, request * 100L + 5)
            .id(name + "-work-" + request)
            .under(1)
            .add();
      }
    }
    for (int user = 0; user < 20; user++) {
      String name = "user-" + user;
      assertThat(ids(scene.journeyOf(name))).hasSize(10).allMatch(id -> id.startsWith(name + "-"));
    }
  }
}
