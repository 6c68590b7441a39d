package io.impuls.service.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A place in all partitions of a topic at once: whoever goes on from it gets every record that was
 * not before it, once.
 *
 * @param offsets of each partition, in their order, the next record to give
 */
public record FeedPosition(List<Long> offsets) {

  private static final String VERSION = "1";
  private static final int RADIX = 36;
  private static final Pattern FORM = Pattern.compile("1(\\.[0-9a-z]{1,12}){1,1000}");

  public FeedPosition {
    offsets = List.copyOf(offsets);
  }

  /**
   * Reads what {@link #text} gave.
   *
   * @throws IllegalArgumentException when it is no position
   */
  public static FeedPosition parse(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("not a position of a feed");
    }
    List<Long> offsets = new ArrayList<>();
    for (String offset : text.substring(VERSION.length() + 1).split("\\.")) {
      offsets.add(Long.parseLong(offset, RADIX));
    }
    return new FeedPosition(offsets);
  }

  /** Gives it as text for the id of a server-sent event: letters, digits and dots. */
  public String text() {
    return offsets.stream()
        .map(offset -> Long.toString(offset, RADIX))
        .collect(Collectors.joining(".", VERSION + ".", ""));
  }
}
