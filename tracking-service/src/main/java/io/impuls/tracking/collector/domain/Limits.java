package io.impuls.tracking.collector.domain;

/**
 * How large things may be (decision 5). One instance holds for one kind of key.
 *
 * @param eventBytes bytes of one event as sent
 * @param values values of one event: every text, number, truth value, object and list counts one
 * @param depth levels of objects and lists
 * @param textLength characters of one text
 * @param idLength characters of an id, identifier, type or field name
 */
public record Limits(int eventBytes, int values, int depth, int textLength, int idLength) {

  /** Values of one event, for every key. */
  public static final int VALUES = 5_000;

  /** Levels of one event, for every key: four more than any known client sends. */
  public static final int DEPTH = 16;

  /** Characters of one text: a long article's body, far above a long URL. */
  public static final int TEXT_LENGTH = 16_384;

  /** Characters of an id; Segment-style clients send up to 100. */
  public static final int ID_LENGTH = 255;

  /** Gives the limits of a key that allows {@code eventBytes} an event. */
  public static Limits ofEventBytes(int eventBytes) {
    return new Limits(eventBytes, VALUES, DEPTH, TEXT_LENGTH, ID_LENGTH);
  }
}
