package io.impuls.streams.ledger;

import io.impuls.contracts.event.Event;
import io.impuls.contracts.event.RejectionReason;
import io.impuls.contracts.topic.Topics;
import java.util.function.Function;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/** A record that reaches a person ledger: read, or found unusable, which must not stop it. */
public sealed interface Incoming {

  /** Of {@code tracking.events}: a person did something. */
  record Happened(Event event) implements Incoming {}

  /**
   * Of the service's transfer topic, or another that brings matches: they find the person that they
   * belong to.
   */
  record Moved(Transfer transfer) implements Incoming {}

  /** Of another topic, and nothing to this ledger. */
  record Nothing() implements Incoming {}

  /**
   * None of these.
   *
   * @param reason typed reason
   * @param detail for a person
   * @param value the record as it came; null when it was empty
   */
  record Unusable(RejectionReason reason, String detail, byte[] value) implements Incoming {}

  /** Gives what reads {@code tracking.events}. */
  static Deserializer<Incoming> events() {
    return (topic, bytes) -> read(bytes, value -> event(topic, value));
  }

  /** Gives what reads a transfer topic. */
  static Deserializer<Incoming> transfers() {
    return matches(Transfer.serde());
  }

  /**
   * Gives what reads another topic that brings matches to persons; {@code reader} throws {@link
   * SerializationException} at what it cannot read.
   */
  static Deserializer<Incoming> matches(Deserializer<Transfer> reader) {
    return (topic, bytes) -> read(bytes, value -> new Moved(reader.deserialize(topic, value)));
  }

  /**
   * Gives what reads another topic, whatever its records are to the ledger; {@code reader} throws
   * {@link SerializationException} at what it cannot read.
   */
  static Deserializer<Incoming> of(Deserializer<Incoming> reader) {
    return (topic, bytes) -> read(bytes, value -> reader.deserialize(topic, value));
  }

  private static Incoming event(String topic, byte[] value) {
    Event event = Topics.EVENTS.serde().deserialize(topic, value);
    if (event == null || event.person() == null) {
      return new Unusable(RejectionReason.MISSING_FIELD, "the event names no person", value);
    }
    return new Happened(event);
  }

  private static Incoming read(byte[] value, Function<byte[], Incoming> reader) {
    if (value == null) {
      return new Unusable(RejectionReason.UNREADABLE_RECORD, "the record is empty", null);
    }
    try {
      return reader.apply(value);
    } catch (SerializationException e) {
      return new Unusable(
          RejectionReason.UNREADABLE_RECORD,
          "the record cannot be read as what it should be",
          value);
    }
  }
}
