package io.impuls.scoring.api;

import io.impuls.contracts.contact.ContactChange;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.tag.TagChange;
import io.impuls.contracts.topic.PersonKey;
import io.impuls.contracts.topic.Topic;
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

/** {@code tracking.events} and {@code contact.changes} of the broker that the tests share. */
final class EventTopic {

  private EventTopic() {}

  /** Publishes events as the resolver does, in this order. */
  static void send(Events... events) {
    send(Stream.of(events).map(Events::build).toArray(Event[]::new));
  }

  /** Publishes a change of a contact as the contact service does. */
  static void send(ContactChange change) {
    send(Topics.CONTACT_CHANGES, new PersonKey(change.workspace(), change.person()), change);
  }

  /** Publishes a change of a tag as segmentation does. */
  static void send(TagChange change) {
    send(Topics.TAG_CHANGES, new PersonKey(change.workspace(), change.person()), change);
  }

  private static <V> void send(Topic<V> topic, PersonKey person, V value) {
    try (KafkaProducer<String, V> producer =
        new KafkaProducer<>(settings(), new StringSerializer(), topic.serde())) {
      producer.send(new ProducerRecord<>(topic.name(), person.text(), value));
    }
  }

  private static Map<String, Object> settings() {
    return Map.of(
        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
        EmbeddedServers.addresses(ServerKind.KAFKA).kafka(),
        ProducerConfig.ACKS_CONFIG,
        "all");
  }

  /** Publishes events as the resolver does, in this order. */
  static void send(Event... events) {
    try (KafkaProducer<String, Event> producer =
        new KafkaProducer<>(settings(), new StringSerializer(), Topics.EVENTS.serde())) {
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
