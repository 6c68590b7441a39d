package io.impuls.tracking.collector.snowplow;

import io.impuls.tracking.collector.protocol.Facts;
import java.util.List;
import java.util.Map;

/**
 * What is attached to an event.
 *
 * @param all in the order sent
 */
record Entities(List<SelfDescribing> all) {

  /** Gives what the first of Snowplow's own entities of this name says; nothing without one. */
  Facts first(String name) {
    return all.stream()
        .filter(entity -> entity.is(name))
        .map(SelfDescribing::data)
        .findFirst()
        .orElse(Facts.NONE);
  }

  /** Gives what every one of Snowplow's own entities of this name says. */
  List<Facts> every(String name) {
    return all.stream().filter(entity -> entity.is(name)).map(SelfDescribing::data).toList();
  }

  /** Gives them all as they are kept. */
  List<Map<String, Object>> kept() {
    return all.stream().map(SelfDescribing::kept).toList();
  }
}
