package dev.throughline.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.throughline.stores.elasticsearch.kit.ElasticsearchNode;
import dev.throughline.stores.elasticsearch.kit.User;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Collectors in front of a real node: what either of them may suffer, and nothing is lost. */
@Timeout(900)
class ElasticsearchIT {
  private static final int KILLS = Integer.getInteger("throughline.kills", 2);
  private static final Duration OUTAGE =
      Duration.ofSeconds(Integer.getInteger("throughline.outage.seconds", 3));

  private static final User ADMIN = User.admin("writer", "s3cret+/%41");

  private static ElasticsearchNode node;
  private static ElasticsearchNode secured;

  @TempDir Path data;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  static void startNodes() {
    node = ElasticsearchNode.shared();
    secured = ElasticsearchNode.builder().security(ADMIN).start();
  }

  @AfterAll
  static void endNodes() {
    secured.close();
  }

  /** A test that failed while the node was away shall be the only one that fails. */
  @AfterEach
  void bringNodeBack() {
    if (!node.isRunning()) {
      node.start();
    }
  }

  private static String store(TestInfo test) {
    return "--store=es:" + node.uri() + "?index=" + prefix(test);
  }

  /** Indices of the test's own. */
  private static String prefix(TestInfo test) {
    return test.getTestMethod().orElseThrow().getName().toLowerCase(java.util.Locale.ROOT);
  }

  private HttpResponse<String> send(String method, URI uri, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private String ofNode(String method, String path, String body) {
    HttpResponse<String> answer = send(method, URI.create(node.uri() + path), body);
    assertThat(answer.statusCode()).describedAs(answer.body()).isBetween(200, 299);
    return answer.body();
  }

  private String readiness(CollectorProcess.Ready ready) {
    return send("GET", URI.create(ready.query() + "/health/ready"), "").body();
  }

  private String awaitReadiness(CollectorProcess.Ready ready, String containing) {
    return Await.until(() -> readiness(ready), body -> body.contains(containing));
  }

  /** Every acknowledged line is there once, by the collector's word and by the node's own. */
  private void judge(CollectorProcess.Ready ready, LineLoad load, TestInfo test) {
    assertThat(load.acknowledged()).isNotEmpty();
    ready.awaitDrained();
    ofNode("POST", "/" + prefix(test) + "-*/_refresh", "");
    List<String> stored = load.stored(ready.query(), load.acknowledged().size());
    assertThat(stored).doesNotHaveDuplicates();
    assertThat(new HashSet<>(stored)).containsAll(load.acknowledged());
    assertThat(load.issued()).containsAll(stored);
    assertThat(ofNode("GET", "/" + prefix(test) + "-*/_count", ""))
        .startsWith("{\"count\":" + stored.size() + ",");
    awaitReadiness(ready, "\"status\":\"ready\"");
  }

  private static void load(LineLoad load, CollectorProcess.Ready ready, int lines)
      throws InterruptedException {
    int before = load.acknowledged().size();
    try (LineLoad.Run run = load.against(ready.intake())) {
      Await.until(() -> load.acknowledged().size() >= before + lines);
      run.end();
    }
  }

  @Test
  void killedInTheMiddleOfALoad(TestInfo test) throws Exception {
    Random random = new Random(4);
    LineLoad load = new LineLoad("killed");
    for (int i = 0; i < KILLS; i++) {
      try (CollectorProcess process = CollectorProcess.start(data, store(test))) {
        CollectorProcess.Ready ready = process.awaitReady();
        int before = load.acknowledged().size();
        try (LineLoad.Run run = load.against(ready.intake())) {
          Await.until(() -> load.acknowledged().size() > before + 200);
          TimeUnit.MILLISECONDS.sleep(random.nextInt(1000));
          process.kill();
          run.end();
        }
      }
    }
    try (CollectorProcess process = CollectorProcess.start(data, store(test))) {
      judge(process.awaitReady(), load, test);
      process.term();
      assertThat(process.exitStatus()).isZero();
    }
  }

  @Test
  void theNodeIsStoppedForAWhileInTheLoad(TestInfo test) throws Exception {
    LineLoad load = new LineLoad("stopped");
    try (CollectorProcess process = CollectorProcess.start(data, store(test))) {
      CollectorProcess.Ready ready = process.awaitReady();
      try (LineLoad.Run run = load.against(ready.intake())) {
        Await.until(() -> load.acknowledged().size() > 200);
        node.stop();
        assertThat(awaitReadiness(ready, "nothing listens there"))
            .contains("es:" + node.uri(), "requests wait", "the oldest for");
        int during = load.acknowledged().size();
        Await.until(() -> load.acknowledged().size() > during + 200);
        run.end();
      }
      TimeUnit.NANOSECONDS.sleep(OUTAGE.toNanos());
      node.start();
      judge(ready, load, test);
    }
  }

  @Test
  void itStartsWithoutTheNodeAndInstallsItsTemplateLater(TestInfo test) throws Exception {
    LineLoad load = new LineLoad("early");
    node.stop();
    try (CollectorProcess process = CollectorProcess.start(data, store(test))) {
      CollectorProcess.Ready ready = process.awaitReady();
      load(load, ready, 100);
      awaitReadiness(ready, "nothing listens there");
      node.start();
      judge(ready, load, test);
      assertThat(ofNode("GET", "/_index_template/" + prefix(test), "")).contains("\"version\"");
    }
  }

  @Test
  void theClusterMayHaveNoMoreShards(TestInfo test) throws Exception {
    LineLoad load = new LineLoad("shards");
    maxShards("1");
    try (CollectorProcess process = CollectorProcess.start(data, store(test))) {
      CollectorProcess.Ready ready = process.awaitReady();
      load(load, ready, 100);
      assertThat(awaitReadiness(ready, "as many shards as it may have")).contains("requests wait");
      maxShards("null");
      judge(ready, load, test);
    } finally {
      maxShards("null");
    }
  }

  private void maxShards(String limit) {
    ofNode(
        "PUT",
        "/_cluster/settings",
        "{\"persistent\":{\"cluster.max_shards_per_node\":" + limit + "}}");
  }

  @Test
  void theDiskPassesTheFloodStageAndIsCleared(TestInfo test) throws Exception {
    LineLoad load = new LineLoad("flood");
    try (CollectorProcess process = CollectorProcess.start(data, store(test))) {
      CollectorProcess.Ready ready = process.awaitReady();
      load(load, ready, 100);
      load.stored(ready.query(), load.acknowledged().size());
      block(test, "true");
      load(load, ready, 100);
      awaitReadiness(ready, "cluster_block_exception");
      block(test, "null");
      judge(ready, load, test);
    }
  }

  /** What the node itself sets when the disk is as good as full. */
  private void block(TestInfo test, String value) {
    ofNode(
        "PUT",
        "/" + prefix(test) + "-*/_settings",
        "{\"index.blocks.read_only_allow_delete\":" + value + "}");
  }

  @Test
  void whatIsWrongWithTheClustersAddressIsNamedAndNothingIsLost() throws Exception {
    LineLoad load = new LineLoad("address");
    String right = secured.uri().toString().replace("https://", "");
    String ca = "?index=address&ca=" + secured.ca();
    waits(load, "es:http://no-such-host.invalid:9200", "there is no host of that name");
    waits(load, "es:https://" + right, "its certificate is not trusted");
    waits(load, "es:https://writer:s3cret-old@" + right + ca, "wrong user, password or API key");
    String login = "writer:s3cret+%2F%2541@";
    try (CollectorProcess process =
        CollectorProcess.start(data, "--store=es:https://" + login + right + ca)) {
      CollectorProcess.Ready ready = process.awaitReady();
      List<String> stored = load.stored(ready.query(), load.acknowledged().size());
      assertThat(stored).doesNotHaveDuplicates().containsAll(load.acknowledged());
      assertThat(process.errors()).doesNotContain("s3cret");
    }
  }

  /** A collector that takes lines, says in one line why it cannot store them, and keeps them. */
  private void waits(LineLoad load, String store, String why) throws Exception {
    try (CollectorProcess process = CollectorProcess.start(data, "--store=" + store)) {
      CollectorProcess.Ready ready = process.awaitReady();
      load(load, ready, 100);
      assertThat(awaitReadiness(ready, why)).contains("requests wait").doesNotContain("s3cret");
      process.term();
      assertThat(process.exitStatus()).isZero();
      assertThat(process.errors()).contains(why).doesNotContain("s3cret");
    }
  }
}
