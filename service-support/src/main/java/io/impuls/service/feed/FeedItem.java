package io.impuls.service.feed;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a feed tells. */
public sealed interface FeedItem {

  /** Gives where to go on after it. */
  FeedPosition position();

  /** A record that was asked for. */
  record Found(FeedPosition position, ConsumerRecord<byte[], byte[]> record) implements FeedItem {}

  /** Nothing for the caller came for a while; the position may have moved all the same. */
  record Passed(FeedPosition position) implements FeedItem {}

  /** Records between the asked position and this one are no longer kept. */
  record Missing(FeedPosition position, long records) implements FeedItem {}
}
