package io.impuls.campaign.flow;

import io.impuls.contracts.topic.PersonKey;
import io.impuls.contracts.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes what other services would, and reads what the service wrote. */
final class Broker implements AutoCloseable {

  private final String address;
  private final KafkaProducer<String, byte[]> producer;

  Broker(String address) {
    this.address = address;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", address),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  <V> void write(Topic<V> topic, UUID workspace, UUID person, V value) {
    byte[] body = topic.serde().serialize(topic.name(), value);
    String key = new PersonKey(workspace, person).text();
    try {
      producer.send(new ProducerRecord<>(topic.name(), key, body)).get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads a topic from its beginning to its end. */
  <V> List<ConsumerRecord<String, V>> read(Topic<V> topic, Predicate<V> wanted) {
    List<ConsumerRecord<String, V>> found = new ArrayList<>();
    try (KafkaConsumer<String, V> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", address, "isolation.level", "read_committed"),
            new StringDeserializer(),
            topic.serde())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic.name()).stream()
              .map(info -> new TopicPartition(topic.name(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (ConsumerRecord<String, V> record : consumer.poll(Duration.ofMillis(100))) {
          if (wanted.test(record.value())) {
            found.add(record);
          }
        }
      }
    }
    return found;
  }

  @Override
  public void close() {
    producer.close();
  }
}
