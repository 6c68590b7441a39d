package io.impuls.campaign.api;

import io.impuls.campaign.domain.SendRecords.Place;
import io.impuls.service.problem.Problem;
import io.impuls.service.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** A place in the list of sends as text that callers hand back unread. */
final class SendCursor {

  private SendCursor() {}

  static String write(Place place) {
    String text = place.createdAt() + "|" + place.sendId();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Gives the place; null for no cursor. */
  static Place read(String cursor) {
    if (cursor == null || cursor.isEmpty()) {
      return null;
    }
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      int bar = text.indexOf('|');
      return new Place(
          Instant.parse(text.substring(0, Math.max(bar, 0))),
          UUID.fromString(text.substring(bar + 1)));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new ProblemException(
          Problem.invalid("cursor", "must be the nextCursor of an answer, or absent"));
    }
  }
}
