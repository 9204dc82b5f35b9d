package dev.throughline.compose;

import dev.throughline.stores.elasticsearch.kit.ElasticsearchNode;
import java.util.concurrent.CountDownLatch;

/**
 * A real Elasticsearch node in a folder of its own, until TERM; then both are gone. One line on
 * standard output says {@code ready} and where it is.
 */
public final class LocalNode {
  private LocalNode() {}

  public static void main(String[] args) throws InterruptedException {
    ElasticsearchNode node = ElasticsearchNode.builder().start();
    System.out.println("ready " + node.uri());
    System.out.flush();
    // The node's own shutdown hook ends it.
    new CountDownLatch(1).await();
  }
}
