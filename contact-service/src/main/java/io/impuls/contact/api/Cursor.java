package io.impuls.contact.api;

import io.impuls.contact.domain.ContactQuery;
import io.impuls.contact.domain.Timeline;
import io.impuls.service.problem.Problem;
import io.impuls.service.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** Places in lists as opaque text; text that is no place of that list is a 400. */
final class Cursor {

  private static final String CONTACTS = "c1";
  private static final String TIMELINE = "t1";

  private Cursor() {}

  static String of(ContactQuery.Place place) {
    return place == null
        ? null
        : encode(CONTACTS + "|" + place.score() + "|" + place.lastSeen() + "|" + place.person());
  }

  static String of(Timeline.Place place) {
    return place == null ? null : encode(TIMELINE + "|" + place.at() + "|" + place.id());
  }

  static ContactQuery.Place contacts(String cursor) {
    if (cursor == null) {
      return null;
    }
    try {
      String[] parts = decode(cursor, CONTACTS, 4);
      return new ContactQuery.Place(
          Long.parseLong(parts[1]), Instant.parse(parts[2]), UUID.fromString(parts[3]));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw bad();
    }
  }

  static Timeline.Place timeline(String cursor) {
    if (cursor == null) {
      return null;
    }
    try {
      String[] parts = decode(cursor, TIMELINE, 3);
      return new Timeline.Place(Instant.parse(parts[1]), UUID.fromString(parts[2]));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw bad();
    }
  }

  private static String encode(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String[] decode(String cursor, String kind, int length) {
    String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    String[] parts = text.split("\\|", -1);
    if (parts.length != length || !parts[0].equals(kind)) {
      throw new IllegalArgumentException("not such a cursor");
    }
    return parts;
  }

  private static ProblemException bad() {
    return new ProblemException(
        Problem.invalid("cursor", "is not a cursor of this list; use the 'next' of an answer"));
  }
}
