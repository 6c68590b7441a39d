package io.impuls.service.topic;

/**
 * How far a reader has come in a partition.
 *
 * @param topic name of the topic
 * @param partition the partition
 * @param next offset of the next record to handle
 * @param end offset after the last readable record, when last looked at
 */
public record PartitionPosition(String topic, int partition, long next, long end) {

  /** Gives records still to come; transaction markers make it an upper bound. */
  public long lag() {
    return Math.max(0, end - next);
  }
}
