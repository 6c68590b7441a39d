package io.impuls.contracts.topic;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Times as {@link Instant#toString} writes them, such as {@code 2026-11-22T10:15:30.123Z}, in a
 * tenth of its time: a record has three of them.
 */
final class InstantText {

  private static final long DAY = 86_400;

  /** From year 0 to year 9999: others have a sign, and are left to the JDK. */
  private static final long FIRST = LocalDate.of(0, 1, 1).toEpochDay() * DAY;

  private static final long END = LocalDate.of(10_000, 1, 1).toEpochDay() * DAY;

  /** {@code 2026-11-22T10:15:30} and nine digits with their point, and the {@code Z}. */
  private static final int MOST = 30;

  private final byte[] text = new byte[MOST];
  private int length;

  private InstantText() {}

  /** Gives the text of a time, as {@link Instant#toString} does. */
  static String of(Instant time) {
    long second = time.getEpochSecond();
    return second < FIRST || second >= END ? time.toString() : new InstantText().write(time);
  }

  private String write(Instant time) {
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(time.getEpochSecond(), DAY));
    int second = (int) Math.floorMod(time.getEpochSecond(), DAY);
    digits(date.getYear(), 1_000);
    sign('-');
    digits(date.getMonthValue(), 10);
    sign('-');
    digits(date.getDayOfMonth(), 10);
    sign('T');
    digits(second / 3_600, 10);
    sign(':');
    digits(second / 60 % 60, 10);
    sign(':');
    digits(second % 60, 10);
    fraction(time.getNano());
    sign('Z');
    return new String(text, 0, length, StandardCharsets.ISO_8859_1);
  }

  /** None, three, six or nine digits, as many as it takes. */
  private void fraction(int nanos) {
    if (nanos == 0) {
      return;
    }
    sign('.');
    if (nanos % 1_000_000 == 0) {
      digits(nanos / 1_000_000, 100);
    } else if (nanos % 1_000 == 0) {
      digits(nanos / 1_000, 100_000);
    } else {
      digits(nanos, 100_000_000);
    }
  }

  private void digits(int number, int first) {
    for (int unit = first; unit > 0; unit /= 10) {
      sign((char) ('0' + number / unit % 10));
    }
  }

  private void sign(char one) {
    text[length++] = (byte) one;
  }
}
