package io.impuls.service.topic;

import java.time.Duration;

/** What a {@link TopicReader} tells about its work; tags are topics, never persons. */
public interface ReaderMetrics {

  /** Counts nothing. */
  ReaderMetrics NONE =
      new ReaderMetrics() {
        @Override
        public void handled(String topic, int records, Duration took) {}

        @Override
        public void failed(String topic) {}

        @Override
        public void unreadable(String topic) {}

        @Override
        public void givenUp(String topic) {}
      };

  /** A batch was handled. */
  void handled(String topic, int records, Duration took);

  /**
   * A batch failed and will be tried again; the topic is {@code none} when no batch was at hand.
   */
  void failed(String topic);

  /** A record could not be read and became a dead letter. */
  void unreadable(String topic);

  /** The handler cannot take a record; it became a dead letter. */
  void givenUp(String topic);
}
