package io.impuls.streams.history;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.impuls.contracts.event.Event;
import io.impuls.contracts.topic.Json;
import io.impuls.contracts.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Reads the events of one workspace that have one of some types. Of others no more is read than
 * their key, or their value up to the type.
 */
public final class EventReading {

  private final byte[] workspace;
  private final Predicate<String> types;
  private long unreadable;

  public EventReading(UUID workspace, Predicate<String> types) {
    this.workspace = (workspace + "|").getBytes(StandardCharsets.UTF_8);
    this.types = types;
  }

  /** Gives the event of a record; empty when it is another's, of another type, or unreadable. */
  public Optional<Event> read(ConsumerRecord<byte[], byte[]> item) {
    byte[] key = item.key();
    if (key == null
        || item.value() == null
        || key.length < workspace.length
        || !Arrays.equals(key, 0, workspace.length, workspace, 0, workspace.length)) {
      return Optional.empty();
    }
    try {
      if (!types.test(type(item.value()))) {
        return Optional.empty();
      }
      Event event = Topics.EVENTS.serde().deserialize(item.topic(), item.value());
      if (event.person() != null) {
        return Optional.of(event);
      }
    } catch (IOException | SerializationException e) {
      // counted below: the topology has rejected it, too, and said why
    }
    unreadable++;
    return Optional.empty();
  }

  /** Gives how many records of the workspace could not be read. */
  public long unreadable() {
    return unreadable;
  }

  /** Gives the top-level field {@code type}, which stands near the beginning. */
  private static String type(byte[] value) throws IOException {
    try (JsonParser parser = Json.mapper().createParser(value)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new SerializationException("no JSON object");
      }
      for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
        if ("type".equals(field)) {
          return parser.nextTextValue();
        }
        parser.nextToken();
        parser.skipChildren();
      }
      throw new SerializationException("no type");
    }
  }
}
