package io.impuls.demo.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.impuls.contracts.topic.Json;
import io.impuls.demo.recording.RecordedEvent;
import io.impuls.demo.recording.Sender;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Events of made-up people that do nothing but move event time on, in every partition: what waits
 * for a time before then is due, however long the recording was silent there. Their people are
 * probes, who stay out of hashes and rankings.
 */
public final class ClockHands {

  /**
   * Two dozen for each of a dozen partitions: that one gets none of them has a chance of one in
   * hundreds of millions.
   */
  private static final int HANDS = 288;

  private static final String TYPE = "custom.clock";

  private ClockHands() {}

  /**
   * Gives the events.
   *
   * @param recordings names of what was replayed, so that each replay has its own
   * @param at when they are said to have happened
   */
  public static List<Planned> at(String recordings, Instant at) {
    List<Planned> hands = new ArrayList<>();
    for (int i = 0; i < HANDS; i++) {
      String id = "probe-clock-%s-%d-%d".formatted(recordings, at.getEpochSecond(), i);
      ObjectNode body = Json.mapper().createObjectNode();
      body.put("type", TYPE);
      body.put("anonymousId", id);
      hands.add(
          new Planned(
              new RecordedEvent(
                  id, LocalDateTime.ofInstant(at, ZoneOffset.UTC), Sender.BACKEND, body),
              at));
    }
    return hands;
  }
}
