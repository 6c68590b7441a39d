package io.impuls.tracking.collector.snowplow;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.impuls.contracts.topic.Json;
import java.util.Map;

/** A click that comes by redirect, worded as the trackers' own event of a click. */
final class LinkClick {

  private LinkClick() {}

  /** Gives the self-describing event of a click on a link to {@code url}. */
  static String json(String url) {
    Map<String, Object> click =
        Map.of(
            "schema",
            "iglu:com.snowplowanalytics.snowplow/link_click/jsonschema/1-0-1",
            "data",
            Map.of("targetUrl", url));
    try {
      return Json.mapper()
          .writeValueAsString(
              Map.of(
                  "schema",
                  "iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0",
                  "data",
                  click));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts can always be written", e);
    }
  }
}
