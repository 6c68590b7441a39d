package io.impuls.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.topic.Topics;
import java.net.URI;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class StreamsSettingsTest {

  private final Properties properties =
      new StreamsSettings(
              "app",
              "none:1",
              "app-1",
              Path.of("data"),
              1,
              0,
              URI.create("http://127.0.0.1:1"),
              "app.dead-letters",
              StreamsSettings.DEFAULT_COMMIT_INTERVAL)
          .properties();

  /** A smaller bound in the producer would refuse what the topics take, and end the thread. */
  @Test
  void sendsWhateverTheTopicsTake() {
    String largest = Topics.EVENTS.settings().get("max.message.bytes");

    assertThat(properties.get(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG)))
        .hasToString(largest);
    assertThat(properties.get(StreamsConfig.topicPrefix("max.message.bytes"))).hasToString(largest);
  }
}
