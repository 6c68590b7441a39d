package io.impuls.service.topic;

import java.time.Duration;
import java.util.Objects;

/**
 * How a {@link TopicReader} reads.
 *
 * @param bootstrapServers the brokers, {@code host:port} joined by commas
 * @param groupId consumer group; offsets are committed under it
 * @param instanceId stable name of this instance within the group, so that a restart keeps its
 *     partitions; null for none
 * @param maxPollRecords most records a turn hands over, 1 and up
 * @param firstBackoff wait after the first failure; it doubles with every further one
 * @param longestBackoff longest wait between two tries
 */
public record TopicReaderSettings(
    String bootstrapServers,
    String groupId,
    String instanceId,
    int maxPollRecords,
    Duration firstBackoff,
    Duration longestBackoff) {

  /** Records a turn by default. */
  public static final int DEFAULT_MAX_POLL_RECORDS = 500;

  /** First wait by default. */
  public static final Duration DEFAULT_FIRST_BACKOFF = Duration.ofMillis(200);

  /** Longest wait by default: short enough to be back soon after an outage. */
  public static final Duration DEFAULT_LONGEST_BACKOFF = Duration.ofSeconds(5);

  public TopicReaderSettings {
    Objects.requireNonNull(bootstrapServers, "bootstrapServers");
    Objects.requireNonNull(groupId, "groupId");
    if (maxPollRecords < 1) {
      throw new IllegalArgumentException("maxPollRecords must be at least 1");
    }
    if (firstBackoff.isNegative()
        || firstBackoff.isZero()
        || longestBackoff.compareTo(firstBackoff) < 0) {
      throw new IllegalArgumentException("0 < firstBackoff <= longestBackoff must hold");
    }
  }

  /** Gives settings with the default batch and back-off. */
  public static TopicReaderSettings of(String bootstrapServers, String groupId, String instanceId) {
    return new TopicReaderSettings(
        bootstrapServers,
        groupId,
        instanceId,
        DEFAULT_MAX_POLL_RECORDS,
        DEFAULT_FIRST_BACKOFF,
        DEFAULT_LONGEST_BACKOFF);
  }
}
