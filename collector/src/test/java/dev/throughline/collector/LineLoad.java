package dev.throughline.collector;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * A few senders of numbered lines. Like a good client, one sends a batch again until it is
 * acknowledged; unlike one, it remembers every line that was.
 */
final class LineLoad {
  private static final int SENDERS = 4;
  private static final int BATCH = 20;

  private final String user;
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final Set<String> issued = ConcurrentHashMap.newKeySet();
  private final List<Queue<String>> unanswered = new ArrayList<>();
  private int next;

  LineLoad(String user) {
    this.user = user;
    for (int i = 0; i < SENDERS; i++) {
      unanswered.add(new ArrayDeque<>());
    }
  }

  Set<String> acknowledged() {
    return Set.copyOf(acknowledged);
  }

  Set<String> issued() {
    return Set.copyOf(issued);
  }

  /** A run of the senders against one life of a collector. */
  final class Run implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Thread> senders = new ArrayList<>();
    private final URI lines;
    private volatile boolean ending;

    private Run(String intake) {
      lines = URI.create(intake + "/lines");
      unanswered.forEach(mine -> senders.add(Thread.startVirtualThread(() -> send(mine))));
    }

    private void send(Queue<String> mine) {
      while (!ending || !mine.isEmpty()) {
        if (mine.isEmpty()) {
          mine.addAll(batch());
        }
        if (!acknowledge(mine)) {
          return;
        }
        mine.clear();
      }
    }

    private boolean acknowledge(Queue<String> batch) {
      HttpRequest request =
          HttpRequest.newBuilder(lines)
              .header("Content-Type", "application/x-ndjson")
              .POST(BodyPublishers.ofString(String.join("\n", batch)))
              .build();
      try {
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() == 200) {
          acknowledged.addAll(batch.stream().map(LineLoad::name).toList());
          return true;
        }
        return false;
      } catch (IOException gone) {
        return false;
      } catch (InterruptedException e) {
        return false;
      }
    }

    /** Returns when everybody has stopped: asked to, or because nobody answers any more. */
    void end() throws InterruptedException {
      ending = true;
      for (Thread sender : senders) {
        sender.join();
      }
    }

    @Override
    public void close() throws InterruptedException {
      end();
      client.shutdownNow();
    }
  }

  Run against(String intake) {
    return new Run(intake);
  }

  private synchronized List<String> batch() {
    List<String> batch = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      String name = user + "-" + next++;
      issued.add(name);
      batch.add(
          "{\"@timestamp\":\"2026-11-22T12:00:00Z\",\"user_id\":\"%s\",\"message\":\"%s\"}"
              .formatted(user, name));
    }
    return batch;
  }

  /** The message of a line or of a stored record. */
  static String name(String json) {
    for (String field : List.of("\"message\":\"", "\"body\":\"")) {
      int at = json.indexOf(field);
      if (at >= 0) {
        int from = at + field.length();
        return json.substring(from, json.indexOf('"', from));
      }
    }
    throw new AssertionError(json);
  }

  /** The messages of all records of the user, once as many as expected are found. */
  List<String> stored(String query, int atLeast) {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(query + "/api/v1/records"))
            .POST(
                BodyPublishers.ofString("{\"any_of\":[{\"user\":{\"user.id\":\"" + user + "\"}}]}"))
            .build();
    return Await.until(
        () -> {
          try {
            return client
                .send(request, BodyHandlers.ofLines())
                .body()
                .filter(line -> line.startsWith("{\"v\""))
                .map(LineLoad::name)
                .collect(Collectors.toList());
          } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
          }
        },
        names -> names.size() >= atLeast);
  }
}
