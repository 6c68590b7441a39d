package io.impuls.service.feed;

import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.Map;

/** Feed items as server-sent events; records as CloudEvents 1.0 in structured mode. */
final class FeedEvents {

  private final Sse sse;
  private final String name;

  FeedEvents(Sse sse, String name) {
    this.sse = sse;
    this.name = name;
  }

  OutboundSseEvent of(FeedItem item) {
    OutboundSseEvent.Builder event = sse.newEventBuilder().id(item.position().text());
    if (item instanceof FeedItem.Found found) {
      event.name(name).data(StructuredEvent.json(found.record(), Map.of()));
    } else if (item instanceof FeedItem.Missing missing) {
      event.name("missing").data("{\"records\":" + missing.records() + "}");
    } else {
      event.comment("nothing new");
    }
    return event.build();
  }
}
