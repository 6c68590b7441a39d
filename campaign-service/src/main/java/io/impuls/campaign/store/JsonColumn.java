package io.impuls.campaign.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.impuls.contracts.topic.Json;

/**
 * Reads and writes one type in a {@code jsonb} column.
 *
 * @param <T> the type
 */
final class JsonColumn<T> {

  private final ObjectReader reader;
  private final ObjectWriter writer;

  JsonColumn(TypeReference<T> type) {
    this.reader = Json.mapper().readerFor(type);
    this.writer = Json.mapper().writerFor(type);
  }

  T read(String json) {
    try {
      return reader.readValue(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a column does not hold what was written to it", e);
    }
  }

  String write(T value) {
    try {
      return writer.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a value cannot be written as JSON", e);
    }
  }
}
