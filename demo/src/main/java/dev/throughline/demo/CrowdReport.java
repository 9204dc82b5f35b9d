package dev.throughline.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the crowd saw, in a few lines. */
record CrowdReport(List<Shopper.Visit> visits, Duration took) {
  void print(PrintStream out) {
    long people = visits.stream().map(Shopper.Visit::user).distinct().count();
    out.printf(
        "%d people, %d requests in %.1f s%n", people, visits.size(), took.toMillis() / 1000.0);
    Map<Integer, Long> statuses =
        visits.stream()
            .collect(
                Collectors.groupingBy(v -> v.page().status(), TreeMap::new, Collectors.counting()));
    out.println(
        statuses.entrySet().stream()
            .map(e -> e.getValue() + " x " + e.getKey())
            .collect(Collectors.joining(", ", "answers: ", "")));
    visits.stream()
        .filter(v -> v.user().equals("alice") && v.what().equals("POST /checkout"))
        .forEach(
            v ->
                out.printf(
                    "alice checkout %s: %d correlation_id=%s%n",
                    v.page().status() < 400 ? "placed" : "failed",
                    v.page().status(),
                    v.page().correlationId()));
  }
}
