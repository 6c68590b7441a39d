package io.impuls.service.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Reads one topic for one listener, committed records only, without a consumer group: the listener
 * keeps the position. One thread at a time; {@link #close} may come from any.
 */
final class FeedReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(500);

  private final Consumer<byte[], byte[]> consumer;
  private final Predicate<ConsumerRecord<byte[], byte[]>> wanted;
  private final Duration quiet;
  private final List<TopicPartition> partitions;
  private final List<FeedItem> first = new ArrayList<>();

  /** Of each partition the next record to give. */
  private final long[] offsets;

  private long toldAt = System.nanoTime();
  private volatile boolean closed;

  /**
   * Goes to where the feed begins.
   *
   * @param topic its partitions are counted from 0 without gaps
   * @param quiet after how long without a wanted record it tells that time passed
   * @throws IllegalArgumentException when {@code start} is a position of another topic
   */
  FeedReader(
      Consumer<byte[], byte[]> consumer,
      String topic,
      FeedStart start,
      Predicate<ConsumerRecord<byte[], byte[]>> wanted,
      Duration quiet) {
    this.consumer = consumer;
    this.wanted = wanted;
    this.quiet = quiet;
    int count = consumer.partitionsFor(topic).size();
    partitions = IntStream.range(0, count).mapToObj(i -> new TopicPartition(topic, i)).toList();
    offsets = new long[count];
    consumer.assign(partitions);
    begin(start);
    for (TopicPartition partition : partitions) {
      consumer.seek(partition, offsets[partition.partition()]);
    }
  }

  private void begin(FeedStart start) {
    Map<TopicPartition, Long> kept = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    if (start instanceof FeedStart.At at) {
      resume(at.position(), kept, ends);
      return;
    }
    Map<TopicPartition, Long> from = start instanceof FeedStart.Now ? ends : kept;
    from.forEach((partition, offset) -> offsets[partition.partition()] = offset);
    // whoever got nothing yet must be able to come back to here
    first.add(new FeedItem.Passed(position()));
  }

  private void resume(
      FeedPosition asked, Map<TopicPartition, Long> kept, Map<TopicPartition, Long> ends) {
    if (asked.offsets().size() > partitions.size()) {
      throw new IllegalArgumentException("a position of another feed");
    }
    long missing = 0;
    for (TopicPartition partition : partitions) {
      long oldest = kept.get(partition);
      int number = partition.partition();
      // a partition that was added since is new from its beginning
      long wish = number < asked.offsets().size() ? asked.offsets().get(number) : oldest;
      if (wish > ends.get(partition)) {
        throw new IllegalArgumentException("a position of another feed");
      }
      missing += Math.max(0, oldest - wish);
      offsets[number] = Math.max(oldest, wish);
    }
    if (missing > 0) {
      first.add(new FeedItem.Missing(position(), missing));
    }
  }

  private FeedPosition position() {
    return new FeedPosition(Arrays.stream(offsets).boxed().toList());
  }

  /** Gives what there is to tell; waits up to half a second for it. Empty when there is nothing. */
  synchronized List<FeedItem> next() {
    if (closed) {
      return List.of();
    }
    if (!first.isEmpty()) {
      List<FeedItem> told = List.copyOf(first);
      first.clear();
      return told;
    }
    List<FeedItem> items = new ArrayList<>();
    try {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        offsets[record.partition()] = record.offset() + 1;
        if (wanted.test(record)) {
          items.add(new FeedItem.Found(position(), record));
        }
      }
    } catch (WakeupException e) {
      return List.of();
    }
    long now = System.nanoTime();
    if (items.isEmpty() && now - toldAt > quiet.toNanos()) {
      items.add(new FeedItem.Passed(position()));
    }
    if (!items.isEmpty()) {
      toldAt = now;
    }
    return items;
  }

  boolean closed() {
    return closed;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    consumer.wakeup();
    synchronized (this) {
      consumer.close();
    }
  }
}
