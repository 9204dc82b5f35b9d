package dev.throughline.collector.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.collector.Await;
import dev.throughline.stores.elasticsearch.kit.FakeElasticsearch;
import dev.throughline.stores.elasticsearch.kit.Fault;
import dev.throughline.stores.elasticsearch.kit.ItemError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Everything that a cluster can do wrong while records wait for it: none is lost or doubled. */
@Timeout(600)
class ElasticsearchFaultsTest {
  @TempDir Path data;
  private Lane lane;

  @BeforeEach
  void open() throws IOException {
    lane = Lane.in(data);
  }

  @AfterEach
  void close() throws IOException {
    lane.close();
  }

  @Test
  void nobodyThereForAWhile() throws IOException {
    lane.cluster.shut();
    lane.send(500);
    assertThat(lane.awaitObstacle("nothing listens there")).contains(lane.cluster.uri().toString());
    lane.restart();
    lane.send(100);
    lane.awaitObstacle("nothing listens there");
    lane.cluster.open();
    lane.judge();
  }

  @Test
  void nobodyThereForLongerThanTheQueueHolds() throws IOException {
    lane.close();
    lane = new Lane(data.resolve("small"), "", 200_000);
    lane.cluster.shut();
    assertThat(lane.send(2_000)).isBetween(100, 1_900);
    assertThat(lane.send(50)).isZero();
    lane.cluster.open();
    // A frame is done with before its file is gone and makes room.
    Await.until(() -> lane.send(50) == 50);
    lane.judge();
  }

  @Test
  void slowButSureIsNotPressedHarder() {
    CountDownLatch patience = new CountDownLatch(1);
    lane.cluster.always(Fault.slow(patience));
    lane.send(10_000);
    Await.until(() -> lane.cluster.bulkCalls() > 0);
    lane.send(1_000);
    assertThat(lane.cluster.bulkCalls()).isLessThanOrEqualTo(4);
    patience.countDown();
    lane.judge();
  }

  @Test
  void aClusterThatDoesNotAnswerDoesNotHoldUpTheEnd() throws IOException {
    lane.cluster.next(Fault.slow(new CountDownLatch(1)));
    lane.send(50);
    Await.until(() -> lane.cluster.bulkCalls() == 1);
    lane.restart();
    lane.judge();
  }

  @Test
  void answersThatGetLostAfterTheDocumentsWereStored() {
    lane.cluster.script(call -> call % 3 == 1 ? Fault.lostAnswer() : null);
    lane.send(2_000);
    lane.judge();
    assertThat(lane.drain().duplicates()).isPositive();
    assertThat(lane.letters()).isZero();
  }

  static final List<Fault> passing = Fault.passing();

  @ParameterizedTest
  @FieldSource
  void passing(Fault fault) {
    lane.cluster.script(call -> call % 2 == 1 ? fault : null);
    lane.send(200);
    lane.judge();
    assertThat(lane.drain().retries()).isPositive();
    assertThat(lane.letters()).isZero();
  }

  @Test
  void documentsThatAreRefusedForLackOfRoomAreSentAgainAlone() {
    Set<String> refusedOnce = ConcurrentHashMap.newKeySet();
    AtomicInteger offered = new AtomicInteger();
    lane.cluster.always(
        Fault.items(
            document -> {
              offered.incrementAndGet();
              boolean refuse = document.id().hashCode() % 5 == 0 && refusedOnce.add(document.id());
              return refuse ? ItemError.rejected() : null;
            }));
    lane.send(1_000);
    lane.judge();
    assertThat(refusedOnce).hasSizeGreaterThan(50);
    assertThat(offered.get()).isEqualTo(lane.acknowledged().size() + refusedOnce.size());
    assertThat(lane.letters()).isZero();
  }

  @Test
  void oneInAThousandThatTheMappingRefusesIsADeadLetterAndItsMatesAreStored() throws IOException {
    lane.cluster.always(
        Fault.items(o -> o.source().contains("bad value") ? ItemError.mapping() : null));
    lane.send(999);
    lane.send("bad value 1");
    lane.send(999);
    lane.send("bad value 2");
    lane.judge();
    assertThat(lane.lettersIds()).containsExactly("id-bad-value-1", "id-bad-value-2");
    lane.cluster.always(null);
    lane.replays().replay(letter -> letter.reason().contains("document_parsing_exception"), false);
    Await.until(() -> lane.letters() == 0);
    lane.judge();
  }

  @Test
  void sentThreeTimesInAnyOrderIsStoredOnce() {
    lane.send(300);
    List<String> ids = new ArrayList<>(lane.acknowledged());
    Collections.shuffle(ids, new Random(1));
    lane.sendAgain(ids);
    Collections.shuffle(ids, new Random(2));
    lane.sendAgain(ids);
    lane.judge();
    assertThat(lane.drain().duplicates()).isEqualTo(600);
    assertThat(lane.letters()).isZero();
  }

  static final List<ItemError> needsAnOperator =
      List.of(
          ItemError.indexGone(),
          ItemError.forbidden(),
          ItemError.floodStage(),
          ItemError.readOnly(),
          ItemError.shardLimit());

  @ParameterizedTest
  @FieldSource
  void needsAnOperator(ItemError error) throws IOException {
    lane.cluster.always(Fault.items(document -> error));
    lane.send(200);
    assertThat(lane.awaitObstacle(error.type())).doesNotContain("\n");
    lane.restart();
    lane.awaitObstacle(error.type());
    assertThat(lane.letters()).isZero();
    lane.cluster.always(null);
    lane.judge();
  }

  @Test
  void aPasswordThatWasChanged() throws IOException {
    lane.close();
    lane = new Lane(data.resolve("secured"), "writer:old-secret@", 1L << 30);
    lane.cluster.password("writer", "new-secret");
    lane.send(200);
    assertThat(lane.awaitObstacle("wrong user, password or API key")).doesNotContain("secret");
    assertThat(lane.letters()).isZero();
    lane.cluster.password("writer", "old-secret");
    lane.judge();
  }

  @Test
  void requestsThatAreTooLargeAreHalvedUntilTheyFit() {
    lane.cluster.always(Fault.limit(20_000));
    lane.send(500);
    lane.send("x".repeat(30_000));
    lane.judge();
    assertThat(lane.letters()).isEqualTo(1);
  }

  @Test
  void theOneDocumentThatNoParserSurvivesIsFoundByHalving() {
    CountDownLatch all = new CountDownLatch(1);
    lane.cluster.next(Fault.slow(all));
    lane.send("in the way");
    Await.until(() -> lane.cluster.bulkCalls() == 1);
    lane.cluster.always(Fault.poison("poison"));
    lane.send(250);
    lane.send("poison");
    lane.send(249);
    all.countDown();
    lane.awaitDrained();
    assertThat(lane.lettersIds()).containsExactly("id-poison");
    assertThat(lane.cluster.bulkCalls()).isLessThanOrEqualTo(1 + 20);
    lane.judge();
  }

  @Test
  void answersThatAreNone() {
    lane.cluster.next(
        Fault.wrongCount(), Fault.halfAnswer(), Fault.page(), Fault.endless(), Fault.lostAnswer());
    lane.send(200);
    lane.judge();
    assertThat(lane.drain().retries()).isGreaterThanOrEqualTo(5);
    assertThat(lane.letters()).isZero();
  }

  @Test
  void aRedirectIsNotFollowedLeastOfAllWithThePassword() throws IOException {
    lane.close();
    lane = new Lane(data.resolve("secured"), "writer:secret@", 1L << 30);
    try (FakeElasticsearch other = FakeElasticsearch.start()) {
      lane.cluster.always(Fault.redirect(other.uri()));
      lane.send(50);
      lane.awaitObstacle("redirect to " + other.uri());
      assertThat(other.seen()).isEmpty();
      lane.cluster.always(null);
      lane.judge();
      assertThat(other.seen()).isEmpty();
    }
  }

  /** Why records go to an index of their day, which never rolls over, unless asked otherwise. */
  @Test
  void anIndexThatRollsOverBetweenTwoTriesLetsDuplicatesIn() {
    CountDownLatch rolled = new CountDownLatch(1);
    lane.cluster.next(Fault.lostAnswer(), Fault.slow(rolled));
    lane.send("once");
    Await.until(() -> lane.cluster.bulkCalls() == 2);
    lane.cluster.forgetIds();
    rolled.countDown();
    lane.awaitDrained();
    assertThat(lane.cluster.documents().get("id-once")).hasSize(2);
  }
}
