package dev.throughline.journey.worlds;

/**
 * What a world is like.
 *
 * @param users persons, each with a device of their own
 * @param hosts machines, each with a clock; services share them
 * @param maxOffsetSeconds how far a clock may be off, either way
 * @param maxDriftPpm how fast a clock may run off, either way
 * @param sharedDevices devices on which two persons log in one after the other
 * @param impersonation whether a supporter acts for the first user
 * @param severalNames whether users have a name besides their id, one of them another's id
 * @param nonPersons whether inner calls name {@code system} as their user
 * @param hubIds whether a proxy gives every request the same correlation id
 * @param batch consumers that take several persons' messages at once
 * @param lostSpans share of inner spans that nobody recorded, 0 to 1
 * @param unsampled share of traces of which only log lines remain, 0 to 1
 * @param strippedLines share of log lines without any id, 0 to 1
 * @param lateDays how long messages wait at the most
 * @param millis whether writers know milliseconds only
 * @param fault what goes wrong, for the first user
 */
public record Knobs(
    int users,
    int hosts,
    int maxOffsetSeconds,
    int maxDriftPpm,
    int sharedDevices,
    boolean impersonation,
    boolean severalNames,
    boolean nonPersons,
    boolean hubIds,
    boolean batch,
    double lostSpans,
    double unsampled,
    double strippedLines,
    int lateDays,
    boolean millis,
    Fault fault) {

  /** What goes wrong. */
  public enum Fault {
    NONE,
    RECOVERED_RETRY,
    CLIENT_MISTAKE,
    EXCEPTION,
    BAD_CONFIG,
    POOL_EXHAUSTED,
    TIMEOUT,
    UNREACHABLE_PEER,
    POISON_MESSAGE,
    SWALLOWED;

    /** Whether somebody is to be accused. */
    public boolean isFailure() {
      return ordinal() > CLIENT_MISTAKE.ordinal();
    }
  }

  /** Everything is well, every clock right, everything recorded. */
  public static final Knobs WHOLE =
      new Knobs(6, 5, 0, 0, 0, false, false, false, false, false, 0, 0, 0, 0, false, Fault.NONE);

  /** Everything that makes it hard to say whose a record is, nothing lost. */
  public static final Knobs CROWDED =
      new Knobs(8, 5, 90, 50, 2, true, true, true, true, true, 0, 0, 0, 2, false, Fault.NONE);

  public Knobs withFault(Fault value) {
    return new Knobs(
        users,
        hosts,
        maxOffsetSeconds,
        maxDriftPpm,
        sharedDevices,
        impersonation,
        severalNames,
        nonPersons,
        hubIds,
        batch,
        lostSpans,
        unsampled,
        strippedLines,
        lateDays,
        millis,
        value);
  }

  public Knobs withLoss(double spans, double traces) {
    return new Knobs(
        users,
        hosts,
        maxOffsetSeconds,
        maxDriftPpm,
        sharedDevices,
        impersonation,
        severalNames,
        nonPersons,
        hubIds,
        batch,
        spans,
        traces,
        strippedLines,
        lateDays,
        millis,
        fault);
  }

  public Knobs withStrippedLines(double share) {
    return new Knobs(
        users,
        hosts,
        maxOffsetSeconds,
        maxDriftPpm,
        sharedDevices,
        impersonation,
        severalNames,
        nonPersons,
        hubIds,
        batch,
        lostSpans,
        unsampled,
        share,
        lateDays,
        millis,
        fault);
  }

  public Knobs withUsers(int value) {
    return new Knobs(
        value,
        hosts,
        maxOffsetSeconds,
        maxDriftPpm,
        sharedDevices,
        impersonation,
        severalNames,
        nonPersons,
        hubIds,
        batch,
        lostSpans,
        unsampled,
        strippedLines,
        lateDays,
        millis,
        fault);
  }

  public Knobs withMillis() {
    return new Knobs(
        users,
        hosts,
        maxOffsetSeconds,
        maxDriftPpm,
        sharedDevices,
        impersonation,
        severalNames,
        nonPersons,
        hubIds,
        batch,
        lostSpans,
        unsampled,
        strippedLines,
        lateDays,
        true,
        fault);
  }
}
