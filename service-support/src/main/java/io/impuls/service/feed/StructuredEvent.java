package io.impuls.service.feed;

import com.fasterxml.jackson.core.JsonGenerator;
import io.impuls.contracts.topic.Json;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** A record as a CloudEvent 1.0 in structured mode: one line of JSON. */
public final class StructuredEvent {

  /** Media type of it. */
  public static final String MEDIA_TYPE = "application/cloudevents+json";

  private static final String ATTRIBUTE = "ce_";
  private static final String CONTENT_TYPE = "content-type";

  private StructuredEvent() {}

  /**
   * Gives the JSON.
   *
   * @param extensions further attributes, named in lower-case letters and digits
   */
  public static String json(ConsumerRecord<byte[], byte[]> record, Map<String, String> extensions) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = Json.mapper().createGenerator(text)) {
      json.writeStartObject();
      for (Header header : record.headers()) {
        if (header.key().startsWith(ATTRIBUTE)) {
          json.writeStringField(header.key().substring(ATTRIBUTE.length()), text(header));
        } else if (header.key().equals(CONTENT_TYPE)) {
          json.writeStringField("datacontenttype", text(header));
        }
      }
      for (Map.Entry<String, String> extension : extensions.entrySet()) {
        json.writeStringField(extension.getKey(), extension.getValue());
      }
      json.writeFieldName("data");
      // as it is on the topic, so that a number is not read and written another way
      json.writeRawValue(new String(record.value(), StandardCharsets.UTF_8));
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static String text(Header header) {
    return new String(header.value(), StandardCharsets.UTF_8);
  }
}
