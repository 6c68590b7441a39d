package io.impuls.rules.definition;

import io.impuls.contracts.event.Event;
import io.impuls.rules.condition.Field;
import io.impuls.rules.ledger.Cap;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * A cap with one counter, or with one for every value of a field (decision 12), for every visit, or
 * for both.
 *
 * @param cap how much in which window
 * @param per the field; empty for one counter
 * @param perVisit whether each visit has a counter of its own
 */
public record CapPer(Cap cap, Optional<Field> per, boolean perVisit) {

  /** Characters up to which a value is kept as it is; a longer one is cut to fewer than these. */
  public static final int LONGEST_VALUE = 256;

  /** Characters of a longer value that people still see. */
  private static final int BEGINNING = 160;

  /** Makes a cap that goes over visits. */
  public CapPer(Cap cap, Optional<Field> per) {
    this(cap, per, false);
  }

  public CapPer {
    Objects.requireNonNull(cap, "cap");
    Objects.requireNonNull(per, "per");
  }

  /**
   * Gives what this event is counted by; null for the one counter, which events without the field
   * share. Senders choose the value, and it stands in every row and record about the match, so of a
   * value longer than {@link #LONGEST_VALUE} only the beginning stays, and a hash that tells it
   * from others with the same beginning. What happens outside of visits, such as in a shop's
   * backend, is a visit of its own.
   */
  public String value(Event event) {
    String value = value(per, event);
    if (!perVisit) {
      return value;
    }
    UUID session = event.resolution() == null ? null : event.resolution().sessionId();
    String visit = (session == null ? event.eventId() : session).toString();
    return value == null ? visit : visit + " " + value;
  }

  /** Gives what an event is counted by, as {@link #value(Event)} does. */
  public static String value(Optional<Field> per, Event event) {
    return per.flatMap(field -> field.text(event)).map(CapPer::bounded).orElse(null);
  }

  private static String bounded(String value) {
    if (value.length() <= LONGEST_VALUE) {
      return value;
    }
    // Half of a character outside the basic plane could not be written as UTF-8.
    int end = Character.isHighSurrogate(value.charAt(BEGINNING - 1)) ? BEGINNING - 1 : BEGINNING;
    return value.substring(0, end) + "...sha256:" + hash(value);
  }

  private static String hash(String value) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
