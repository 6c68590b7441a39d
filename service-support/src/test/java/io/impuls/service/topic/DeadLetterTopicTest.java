package io.impuls.service.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class DeadLetterTopicTest {

  @Test
  void keepsTheRecordAsItWasAndSaysWhereItCameFrom() throws Exception {
    MockProducer<byte[], byte[]> producer =
        new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    byte[] key = "who".getBytes(StandardCharsets.UTF_8);
    byte[] value = "{broken".getBytes(StandardCharsets.UTF_8);
    try (DeadLetterTopic topic = new DeadLetterTopic("contact", () -> producer)) {
      topic.receive(
          new DeadLetter(
              "tracking.events", 3, 17, key, value, Instant.EPOCH, DeadLetter.UNREADABLE));
    }

    ProducerRecord<byte[], byte[]> kept = producer.history().get(0);
    assertThat(kept.topic()).isEqualTo("contact.dead-letters");
    assertThat(kept.key()).isEqualTo(key);
    assertThat(kept.value()).isEqualTo(value);
    assertThat(
            Arrays.stream(kept.headers().toArray())
                .collect(
                    Collectors.toMap(
                        header -> header.key(),
                        header -> new String(header.value(), StandardCharsets.UTF_8))))
        .isEqualTo(
            Map.of(
                "__streams.errors.exception", "unreadable",
                "__streams.errors.topic", "tracking.events",
                "__streams.errors.partition", "3",
                "__streams.errors.offset", "17"));
  }
}
