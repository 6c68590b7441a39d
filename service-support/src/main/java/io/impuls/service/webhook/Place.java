package io.impuls.service.webhook;

import io.impuls.service.feed.FeedPosition;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From where a webhook is told, in the words of its owner. */
sealed interface Place {

  /** With what comes from now on. */
  record Now() implements Place {}

  /** With the oldest records that are kept. */
  record Beginning() implements Place {}

  /** With what was written then or later. */
  record Since(Instant at) implements Place {}

  /**
   * With these records and what follows them.
   *
   * @param offsets of each kind, of some of its partitions, the next record to tell
   */
  record Offsets(Map<String, Map<Integer, Long>> offsets) implements Place {

    public Offsets {
      offsets = Map.copyOf(offsets);
    }

    /** Gives it as text: {@code kind:position} of each kind, as {@link #parse} reads it. */
    String text() {
      List<String> parts = new ArrayList<>();
      offsets.entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(
              kind ->
                  parts.add(
                      kind.getKey()
                          + ":"
                          + new FeedPosition(
                                  kind.getValue().entrySet().stream()
                                      .sorted(Comparator.comparing(Map.Entry::getKey))
                                      .map(Map.Entry::getValue)
                                      .toList())
                              .text()));
      return String.join(",", parts);
    }
  }

  /** Far beyond all records, and not beyond what a number of milliseconds can hold. */
  Instant FARTHEST = Instant.parse("9999-12-31T23:59:59Z");

  /** How the place of one record is written, in deliveries too. */
  static String ofRecord(String kind, int partition, long offset) {
    return kind + ":" + partition + ":" + offset;
  }

  /**
   * Reads {@code now}, {@code beginning}, an instant, the position of a webhook or of a record, or,
   * where there is only one kind, of its feed.
   *
   * @throws IllegalArgumentException when it is none of them
   */
  static Place parse(String text, List<String> kinds) {
    if (text.equals("now")) {
      return new Now();
    }
    if (text.equals("beginning")) {
      return new Beginning();
    }
    try {
      Instant at = Instant.parse(text);
      // Kafka takes times before its own for something else, and none that are so far off
      if (at.isBefore(Instant.EPOCH) || at.isAfter(FARTHEST)) {
        throw new IllegalArgumentException("no time at which anything happened");
      }
      return new Since(at);
    } catch (DateTimeParseException e) {
      return Parts.offsets(text, kinds);
    }
  }

  /** Reads positions. */
  final class Parts {

    private static final Pattern RECORD = Pattern.compile("([a-z-]+):([0-9]{1,4}):([0-9]{1,18})");
    private static final Pattern WHOLE = Pattern.compile("([a-z-]+):(1\\..+)");

    private Parts() {}

    private static Place offsets(String text, List<String> kinds) {
      Map<String, Map<Integer, Long>> offsets = new LinkedHashMap<>();
      for (String part : text.split(",", -1)) {
        Matcher record = RECORD.matcher(part);
        Matcher whole = WHOLE.matcher(part);
        if (record.matches()) {
          offsets
              .computeIfAbsent(known(record.group(1), kinds), kind -> new LinkedHashMap<>())
              .put(Integer.parseInt(record.group(2)), Long.parseLong(record.group(3)));
        } else if (whole.matches()) {
          offsets.put(known(whole.group(1), kinds), each(FeedPosition.parse(whole.group(2))));
        } else if (kinds.size() == 1) {
          offsets.put(kinds.get(0), each(FeedPosition.parse(part)));
        } else {
          throw new IllegalArgumentException("no position");
        }
      }
      return new Offsets(offsets);
    }

    private static String known(String kind, List<String> kinds) {
      if (!kinds.contains(kind)) {
        throw new IllegalArgumentException("a position of what the webhook is not told of");
      }
      return kind;
    }

    private static Map<Integer, Long> each(FeedPosition position) {
      Map<Integer, Long> offsets = new LinkedHashMap<>();
      for (int i = 0; i < position.offsets().size(); i++) {
        offsets.put(i, position.offsets().get(i));
      }
      return offsets;
    }
  }
}
