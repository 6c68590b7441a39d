package io.impuls.bench.stack;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** How large the records of a topic are, before compression. */
public final class RecordSize {

  private static final int SAMPLE = 1_000;
  private static final Duration POLL = Duration.ofSeconds(2);

  private RecordSize() {}

  /** Gives the mean bytes of key, value and headers over the first records of a partition. */
  public static double mean(String bootstrapServers, String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class))) {
      List<TopicPartition> one = List.of(new TopicPartition(topic, 0));
      consumer.assign(one);
      consumer.seekToBeginning(one);
      long bytes = 0;
      int records = 0;
      while (records < SAMPLE) {
        int before = records;
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          bytes += Math.max(0, record.serializedKeySize()) + record.serializedValueSize();
          for (Header header : record.headers()) {
            bytes += header.key().length() + header.value().length;
          }
          records++;
        }
        if (records == before) {
          break;
        }
      }
      return (double) bytes / records;
    }
  }
}
