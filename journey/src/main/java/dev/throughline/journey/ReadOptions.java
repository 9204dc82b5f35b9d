package dev.throughline.journey;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How a journey is put together; {@link #DEFAULTS} and the {@code with} methods are the usual way.
 *
 * @param rawTime order exactly by the writers' own clocks
 * @param infer whether records without ids may be placed by circumstances
 * @param minConfidence 0 to 1; inferred rows below it stay out
 * @param without edges taken out, each written {@code kind=value} such as {@code session=s-1}
 * @param limit the most records taken from a source, at least 1
 * @param hubUsers an id shared by more persons than this is not followed
 * @param hubRecords an id shared by more records than this is not followed
 * @param sourceDelay how long a record may take from its writer into a source's answers
 * @param at the moment at which trouble is sought, or null: the origin is the failure nearest to it
 * @param nonPersons values of user attributes that name no person, compared without case
 */
public record ReadOptions(
    boolean rawTime,
    boolean infer,
    double minConfidence,
    Set<String> without,
    int limit,
    int hubUsers,
    int hubRecords,
    Duration sourceDelay,
    @Nullable Instant at,
    Set<String> nonPersons) {

  /** Names that systems write where a person's name would stand. */
  public static final Set<String> USUAL_NON_PERSONS =
      Set.of(
          "anonymous",
          "anonymoususer",
          "guest",
          "system",
          "service",
          "none",
          "null",
          "undefined",
          "unknown",
          "nobody",
          "n/a",
          "-",
          "0");

  /** What {@code trace-cli journey} does when nothing else is said. */
  public static final ReadOptions DEFAULTS =
      new ReadOptions(
          false,
          true,
          0.9,
          Set.of(),
          Integer.MAX_VALUE,
          3,
          50_000,
          Duration.ofSeconds(10),
          null,
          USUAL_NON_PERSONS);

  public ReadOptions {
    if (!(minConfidence >= 0 && minConfidence <= 1)) {
      throw new IllegalArgumentException("confidence " + minConfidence + ", expected 0 to 1");
    }
    if (limit < 1) {
      throw new IllegalArgumentException("limit " + limit + ", expected at least 1");
    }
    without = Set.copyOf(without);
    TreeSet<String> folded = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    folded.addAll(nonPersons);
    nonPersons = Collections.unmodifiableSet(folded);
  }

  public ReadOptions withRawTime(boolean value) {
    return new ReadOptions(
        value,
        infer,
        minConfidence,
        without,
        limit,
        hubUsers,
        hubRecords,
        sourceDelay,
        at,
        nonPersons);
  }

  public ReadOptions withInfer(boolean value) {
    return new ReadOptions(
        rawTime,
        value,
        minConfidence,
        without,
        limit,
        hubUsers,
        hubRecords,
        sourceDelay,
        at,
        nonPersons);
  }

  public ReadOptions withMinConfidence(double value) {
    return new ReadOptions(
        rawTime, infer, value, without, limit, hubUsers, hubRecords, sourceDelay, at, nonPersons);
  }

  public ReadOptions withoutEdges(Set<String> value) {
    return new ReadOptions(
        rawTime,
        infer,
        minConfidence,
        value,
        limit,
        hubUsers,
        hubRecords,
        sourceDelay,
        at,
        nonPersons);
  }

  public ReadOptions withLimit(int value) {
    return new ReadOptions(
        rawTime,
        infer,
        minConfidence,
        without,
        value,
        hubUsers,
        hubRecords,
        sourceDelay,
        at,
        nonPersons);
  }

  public ReadOptions withHubs(int users, int records) {
    return new ReadOptions(
        rawTime, infer, minConfidence, without, limit, users, records, sourceDelay, at, nonPersons);
  }

  public ReadOptions withSourceDelay(Duration value) {
    return new ReadOptions(
        rawTime, infer, minConfidence, without, limit, hubUsers, hubRecords, value, at, nonPersons);
  }

  public ReadOptions withNonPersons(Set<String> value) {
    return new ReadOptions(
        rawTime,
        infer,
        minConfidence,
        without,
        limit,
        hubUsers,
        hubRecords,
        sourceDelay,
        at,
        value);
  }

  public ReadOptions withAt(@Nullable Instant value) {
    return new ReadOptions(
        rawTime,
        infer,
        minConfidence,
        without,
        limit,
        hubUsers,
        hubRecords,
        sourceDelay,
        value,
        nonPersons);
  }
}
