package io.impuls.contracts.topic;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Reads and writes one record type as JSON, streaming between bytes and record, with CloudEvents
 * headers on what it writes.
 *
 * @param <V> the record type
 */
public final class JsonSerde<V> implements Serde<V>, Serializer<V>, Deserializer<V> {

  private static final Header CONTENT_TYPE = header("content-type", "application/json");
  private static final Header SPEC_VERSION = header("ce_specversion", CloudEvent.SPEC_VERSION);

  private final ObjectReader reader;
  private final ObjectWriter writer;
  private final CloudEvent<V> cloudEvent;
  private final Header type;

  /** Makes the serde of {@code valueType}; {@code cloudEvent} may be null for internal topics. */
  public JsonSerde(JavaType valueType, CloudEvent<V> cloudEvent) {
    this.reader = Json.mapper().readerFor(valueType);
    this.writer = Json.mapper().writerFor(valueType);
    this.cloudEvent = cloudEvent;
    this.type = cloudEvent == null ? null : header("ce_type", cloudEvent.type());
  }

  /** Makes the serde of a plain class, without CloudEvents headers. */
  public static <V> JsonSerde<V> of(Class<V> type) {
    return new JsonSerde<>(Json.mapper().constructType(type), null);
  }

  @Override
  public byte[] serialize(String topic, V value) {
    if (value == null) {
      return null;
    }
    try {
      return writer.writeValueAsBytes(value);
    } catch (IOException e) {
      throw new SerializationException("cannot write a record of " + topic, e);
    }
  }

  @Override
  public byte[] serialize(String topic, Headers headers, V value) {
    if (value != null && cloudEvent != null && headers != null) {
      put(headers, SPEC_VERSION);
      put(headers, type);
      put(headers, header("ce_id", cloudEvent.id().apply(value)));
      put(headers, header("ce_source", cloudEvent.source().apply(value)));
      Instant time = cloudEvent.time().apply(value);
      if (time != null) {
        put(headers, header("ce_time", InstantText.of(time)));
      }
      put(headers, CONTENT_TYPE);
    }
    return serialize(topic, value);
  }

  /**
   * Reads a record.
   *
   * @throws SerializationException when the bytes are not such a record
   */
  @Override
  public V deserialize(String topic, byte[] data) {
    if (data == null) {
      return null;
    }
    try {
      return reader.readValue(data);
    } catch (IOException e) {
      throw new SerializationException("unreadable record of " + topic, e);
    }
  }

  @Override
  public Serializer<V> serializer() {
    return this;
  }

  @Override
  public Deserializer<V> deserializer() {
    return this;
  }

  @Override
  public void configure(java.util.Map<String, ?> configs, boolean isKey) {
    // nothing to configure: the constructor says it all
  }

  @Override
  public void close() {
    // holds nothing
  }

  /** Looking costs less than removing what is nearly never there. */
  private static void put(Headers headers, Header header) {
    if (headers.lastHeader(header.key()) != null) {
      headers.remove(header.key());
    }
    headers.add(header);
  }

  private static Header header(String name, String value) {
    return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
