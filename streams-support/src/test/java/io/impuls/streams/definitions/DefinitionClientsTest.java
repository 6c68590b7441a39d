package io.impuls.streams.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.topic.Topic;
import io.impuls.contracts.topic.Topics;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;

class DefinitionClientsTest {

  /** Services take definitions of 1 MB; the producer's own bound is that, envelope included. */
  @Test
  void publishesWhateverTheTopicTakes() {
    DefinitionClients clients = new DefinitionClients(Topics.PLANS.name(), "none:1", "test-1");

    assertThat(clients.publishing())
        .containsEntry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.MOST_BYTES);
  }
}
