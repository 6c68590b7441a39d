package io.impuls.streams.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.topic.Topic;
import io.impuls.contracts.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;

class DefinitionFeedTest {

  /** Services take definitions of 1 MB; the producer's own bound is that, envelope included. */
  @Test
  void publishesWhateverTheTopicTakes() {
    DefinitionFeed<?, ?, ?> feed =
        new DefinitionFeed<>(
            Topics.PLANS,
            "none:1",
            "test-1",
            plan -> plan,
            versions -> versions,
            new SimpleMeterRegistry());

    assertThat(feed.publishing())
        .containsEntry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.MOST_BYTES);
  }
}
