package io.impuls.service.feed;

import com.fasterxml.jackson.core.JsonGenerator;
import io.impuls.contracts.topic.Json;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Feed items as server-sent events; records as CloudEvents 1.0 in structured mode. */
final class FeedEvents {

  private static final String ATTRIBUTE = "ce_";
  private static final String CONTENT_TYPE = "content-type";

  private final Sse sse;
  private final String name;

  FeedEvents(Sse sse, String name) {
    this.sse = sse;
    this.name = name;
  }

  OutboundSseEvent of(FeedItem item) {
    OutboundSseEvent.Builder event = sse.newEventBuilder().id(item.position().text());
    if (item instanceof FeedItem.Found found) {
      event.name(name).data(json(found.record()));
    } else if (item instanceof FeedItem.Missing missing) {
      event.name("missing").data("{\"records\":" + missing.records() + "}");
    } else {
      event.comment("nothing new");
    }
    return event.build();
  }

  static String json(ConsumerRecord<byte[], byte[]> record) {
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
