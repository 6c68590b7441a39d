package io.impuls.contact.timeline;

import io.impuls.contact.domain.TimelineEntry;
import io.impuls.contracts.topic.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * What lies in an entry's {@code body}, as JSON.
 *
 * @param type event type, or what changed
 * @param detail what there is to show
 */
record TimelineBody(String type, Map<String, Object> detail) {

  TimelineBody {
    detail = detail == null ? Map.of() : detail;
  }

  static ByteBuffer write(TimelineEntry entry) {
    try {
      return ByteBuffer.wrap(
          Json.mapper().writeValueAsBytes(new TimelineBody(entry.type(), entry.detail())));
    } catch (IOException e) {
      throw new IllegalStateException("what came as JSON goes as JSON", e);
    }
  }

  static TimelineBody read(ByteBuffer body) {
    byte[] bytes = new byte[body.remaining()];
    body.duplicate().get(bytes);
    try {
      return Json.mapper().readValue(bytes, TimelineBody.class);
    } catch (IOException e) {
      throw new IllegalStateException("bodies are written as JSON", e);
    }
  }
}
