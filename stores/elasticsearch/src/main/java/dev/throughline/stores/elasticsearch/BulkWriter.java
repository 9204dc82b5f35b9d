package dev.throughline.stores.elasticsearch;

import dev.throughline.journey.store.WriteResult;
import dev.throughline.journey.store.WriteResult.Outcome;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Delivers one batch: in several requests at once, the items that were refused for lack of room
 * again on their own, what is too large in halves, and what cannot be read halved until the one
 * document is found. Ends when every item has its outcome, or with the one thing that stands in the
 * way.
 */
final class BulkWriter {
  private static final int ROUNDS = 5;
  private static final long FIRST_WAIT_MILLIS = 100;

  /** So many documents of one request found unreadable, and none readable: it is not them. */
  private static final int SUSPICIOUS = 8;

  private static final Map<String, String> PARAMETERS =
      Map.of("filter_path", "items.*.status,items.*.error", "timeout", "30s");

  private final Connection connection;
  private final Pace pace;
  private final @Nullable Outcome[] outcomes;
  private final AtomicReference<@Nullable WriteResult> trouble = new AtomicReference<>();
  private final Queue<BulkItem> again = new ConcurrentLinkedQueue<>();
  private volatile String whyAgain = "";

  BulkWriter(Connection connection, Pace pace, @Nullable Outcome[] outcomes) {
    this.connection = connection;
    this.pace = pace;
    this.outcomes = outcomes;
  }

  /**
   * Sends the items and fills in their outcomes.
   *
   * @return an answer per record, or what stands in the way of the batch
   */
  WriteResult deliver(List<BulkItem> items) throws InterruptedException {
    List<BulkItem> rest = items;
    for (int round = 1; !rest.isEmpty(); round++) {
      send(rest);
      WriteResult hindered = trouble.get();
      if (hindered != null) {
        return hindered;
      }
      rest = drainAgain();
      if (!rest.isEmpty()) {
        pace.busy();
        if (round == ROUNDS) {
          return new WriteResult.Retry(
              rest.size() + " documents are still refused: " + whyAgain, null);
        }
        pause(round);
      } else if (round == 1) {
        pace.fine();
      }
    }
    return new WriteResult.Answered(Arrays.stream(outcomes).map(Objects::requireNonNull).toList());
  }

  private List<BulkItem> drainAgain() {
    List<BulkItem> rest = new ArrayList<>(again);
    again.clear();
    return rest;
  }

  private static void pause(int round) throws InterruptedException {
    long most = FIRST_WAIT_MILLIS << round;
    Thread.sleep(ThreadLocalRandom.current().nextLong(most / 2, most));
  }

  private void send(List<BulkItem> items) throws InterruptedException {
    Queue<List<BulkItem>> requests = new ConcurrentLinkedQueue<>(cut(items));
    int workers = Math.min(pace.requests(), requests.size());
    List<Thread> others = new ArrayList<>();
    for (int i = 1; i < workers; i++) {
      others.add(Thread.ofVirtual().name("elasticsearch-bulk-" + i).start(() -> work(requests)));
    }
    work(requests);
    for (Thread other : others) {
      other.join();
    }
  }

  private List<List<BulkItem>> cut(List<BulkItem> items) {
    int most = pace.bytes();
    List<List<BulkItem>> requests = new ArrayList<>();
    int from = 0;
    int bytes = 0;
    for (int i = 0; i < items.size(); i++) {
      int length = items.get(i).lines().length;
      if (i > from && bytes + length > most) {
        requests.add(items.subList(from, i));
        from = i;
        bytes = 0;
      }
      bytes += length;
    }
    requests.add(items.subList(from, items.size()));
    return requests;
  }

  private void work(Queue<List<BulkItem>> requests) {
    for (List<BulkItem> request = requests.poll(); request != null; request = requests.poll()) {
      new Halving().send(request);
    }
  }

  /** One request, and what becomes of it when it has to be halved. */
  private final class Halving {
    private boolean anyReadable;
    private int unreadable;

    void send(List<BulkItem> items) {
      if (trouble.get() != null) {
        return;
      }
      byte[] body = body(items);
      switch (BulkReply.of(connection.sendLines("/_bulk", PARAMETERS, body), items.size())) {
        case BulkReply.Items answered -> {
          anyReadable = true;
          settle(items, answered.verdicts());
        }
        case BulkReply.TooLarge tooLarge -> {
          pace.tooLarge(body.length);
          halve(items, tooLarge.why());
        }
        case BulkReply.Unreadable unreadable -> unreadable(items, unreadable.why());
        case BulkReply.Trouble hindered -> hinder(hindered.result());
      }
    }

    private void unreadable(List<BulkItem> items, String why) {
      if (items.size() == 1 && !anyReadable && ++unreadable == SUSPICIOUS) {
        hinder(new WriteResult.Pause("whatever is sent is answered so: " + why));
      }
      halve(items, why);
    }

    private void halve(List<BulkItem> items, String why) {
      if (items.size() == 1) {
        outcomes[items.getFirst().place()] = new WriteResult.Rejected(why);
      } else {
        int middle = items.size() / 2;
        send(items.subList(0, middle));
        send(items.subList(middle, items.size()));
      }
    }
  }

  private static byte[] body(List<BulkItem> items) {
    int bytes = items.stream().mapToInt(item -> item.lines().length).sum();
    ByteArrayOutputStream body = new ByteArrayOutputStream(bytes);
    items.forEach(item -> body.writeBytes(item.lines()));
    return body.toByteArray();
  }

  private void settle(List<BulkItem> items, List<Verdict> verdicts) {
    for (int i = 0; i < items.size(); i++) {
      switch (verdicts.get(i)) {
        case Verdict.Final known -> outcomes[items.get(i).place()] = known.outcome();
        case Verdict.Again refused -> {
          whyAgain = refused.why();
          again.add(items.get(i));
        }
        case Verdict.Hold hold -> hinder(new WriteResult.Pause(hold.why()));
      }
    }
  }

  /** What asks for an operator counts more than what passes by itself. */
  private void hinder(WriteResult result) {
    if (result instanceof WriteResult.Retry) {
      pace.busy();
    }
    trouble.accumulateAndGet(
        result, (before, now) -> before instanceof WriteResult.Pause || now == null ? before : now);
  }
}
