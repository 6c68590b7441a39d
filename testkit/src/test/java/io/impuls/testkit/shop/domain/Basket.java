package io.impuls.testkit.shop.domain;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/** Breaks two rules of the domain, and keeps to them elsewhere. */
public final class Basket {

  private final byte[] bytes = {1};

  /** Fine: arrays of primitives and collections. */
  public List<byte[]> contents() {
    return List.of(bytes.clone());
  }

  /** Fine: the clock was handed in. */
  public Instant handedIn(Clock clock) {
    return Instant.now(clock);
  }

  /** Not fine. */
  public Instant read() {
    return Instant.now();
  }

  /** Not fine. */
  public TopicPartition partition() {
    return new TopicPartition("baskets", 0);
  }
}
