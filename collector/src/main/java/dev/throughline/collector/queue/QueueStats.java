package dev.throughline.collector.queue;

/**
 * The queue's numbers. Health reads from them: {@code frames} falls to 0 when the store keeps up,
 * and {@code failures}, {@code lostRecords} and {@code quarantinedBytes} stay 0 on a sound disk.
 *
 * @param frames appended and not done
 * @param bytes in segments on disk, done ones that are not deleted yet included
 * @param waitingBytes in memory, waiting for the disk
 * @param forces how often the disk was forced
 * @param forceNanos the time that took, ns
 * @param failures groups that the disk refused
 * @param lostRecords records that damage has cost
 * @param quarantinedBytes bytes that could not be read, set aside
 * @param cursorRebuilt whether this start found no readable cursor
 */
public record QueueStats(
    long frames,
    long bytes,
    long waitingBytes,
    long forces,
    long forceNanos,
    long failures,
    long lostRecords,
    long quarantinedBytes,
    boolean cursorRebuilt) {}
