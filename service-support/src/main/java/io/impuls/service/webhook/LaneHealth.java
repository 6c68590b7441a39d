package io.impuls.service.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.impuls.contracts.topic.Json;
import java.time.Instant;

/**
 * How the deliveries of a partition go. It is kept as metadata of the committed offset: so it is
 * known on every instance and after a restart, and costs no place of its own.
 *
 * @param lastSuccess when the newest delivery succeeded; null for none
 * @param failingSince since when the record at the offset fails; null when it does not
 * @param failures how often it has failed
 * @param lastFailure when the newest failure was; stays after a success; null for none
 * @param status HTTP status of that failure; 0 for no answer
 * @param reason what was wrong, for a person
 */
record LaneHealth(
    Instant lastSuccess,
    Instant failingSince,
    int failures,
    Instant lastFailure,
    int status,
    String reason) {

  /** Nothing was delivered yet. */
  static final LaneHealth NEW = new LaneHealth(null, null, 0, null, 0, null);

  /** Characters of a reason: metadata of an offset is short. */
  private static final int LONGEST_REASON = 200;

  LaneHealth succeeded(Instant now) {
    return new LaneHealth(now, null, 0, lastFailure, status, reason);
  }

  LaneHealth failed(Instant now, int answered, String why) {
    return new LaneHealth(
        lastSuccess,
        failingSince == null ? now : failingSince,
        failures + 1,
        now,
        answered,
        why.length() > LONGEST_REASON ? why.substring(0, LONGEST_REASON) : why);
  }

  /** Gives it as text for the metadata. */
  String text() {
    try {
      return Json.mapper().writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads what {@link #text} gave; whatever it is not says nothing. */
  static LaneHealth parse(String metadata) {
    if (metadata == null || metadata.isEmpty()) {
      return NEW;
    }
    try {
      return Json.mapper().readValue(metadata, LaneHealth.class);
    } catch (JsonProcessingException e) {
      return NEW;
    }
  }
}
