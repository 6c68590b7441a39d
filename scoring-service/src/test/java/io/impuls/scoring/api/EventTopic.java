package io.impuls.scoring.api;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.contracts.topic.Topics;
import io.impuls.embedded.ServerKind;
import io.impuls.testkit.EmbeddedServers;
import io.impuls.testkit.Events;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** {@code tracking.events} of the broker that the tests share. */
final class EventTopic {

  private EventTopic() {}

  /** Publishes events as the resolver does, in this order. */
  static void send(Events... events) {
    send(Stream.of(events).map(Events::build).toArray(Event[]::new));
  }

  /** Publishes events as the resolver does, in this order. */
  static void send(Event... events) {
    Map<String, Object> settings =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            EmbeddedServers.addresses(ServerKind.KAFKA).kafka(),
            ProducerConfig.ACKS_CONFIG,
            "all");
    try (KafkaProducer<String, Event> producer =
        new KafkaProducer<>(settings, new StringSerializer(), Topics.EVENTS.serde())) {
      for (Event event : List.of(events)) {
        producer.send(
            new ProducerRecord<>(
                Topics.EVENTS.name(),
                new PersonKey(event.workspace(), event.person()).text(),
                event));
      }
    }
  }
}
