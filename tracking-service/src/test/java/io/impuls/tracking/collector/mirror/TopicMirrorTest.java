package io.impuls.tracking.collector.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import io.impuls.contracts.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TopicMirrorTest {

  private static final String TOPIC = Topics.MAIL_WITHDRAWALS.name();
  private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
  private static final Duration SOON = Duration.ofSeconds(10);

  @Test
  void whatCannotBeReadOrTakenDoesNotStopWhatFollows() throws InterruptedException {
    MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    consumer.updateEndOffsets(Map.of(PARTITION, 3L));
    consumer.schedulePollTask(
        () -> {
          consumer.addRecord(record(0, "unreadable", "{"));
          consumer.addRecord(record(1, "untakeable", null));
          consumer.addRecord(record(2, "good", null));
        });
    List<String> taken = new CopyOnWriteArrayList<>();
    try (TopicMirror<?> mirror =
        new TopicMirror<>(
            Topics.MAIL_WITHDRAWALS,
            () -> consumer,
            (key, value) -> {
              if (key.equals("untakeable")) {
                throw new IllegalStateException("does not fit");
              }
              taken.add(key);
            })) {
      mirror.start();

      assertThat(mirror.awaitRead(2, SOON)).isTrue();
      assertThat(taken).containsExactly("good");
    }
  }

  private static ConsumerRecord<byte[], byte[]> record(long offset, String key, String value) {
    return new ConsumerRecord<>(
        TOPIC,
        0,
        offset,
        key.getBytes(StandardCharsets.UTF_8),
        value == null ? null : value.getBytes(StandardCharsets.UTF_8));
  }
}
