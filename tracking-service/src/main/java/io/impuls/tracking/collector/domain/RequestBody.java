package io.impuls.tracking.collector.domain;

import java.util.ArrayList;
import java.util.List;

/**
 * A request body cut into events, in one pass over the bytes and without recursion. Each event is
 * then read by itself, so an event with broken JSON inside its brackets does not touch its
 * neighbours. Only a bracket or quote that is never closed swallows what follows it; that rest is
 * one last slice, which its reader will refuse.
 */
public sealed interface RequestBody {

  /**
   * The events of the body.
   *
   * @param events one slice for each, in order
   * @param single whether the body was one object rather than a list
   */
  record Events(List<Slice> events, boolean single) implements RequestBody {
    public Events {
      events = List.copyOf(events);
    }
  }

  /** Neither an object nor a list: nothing can be read. */
  record Unreadable() implements RequestBody {}

  /** More than the allowed number of events; none was looked at. */
  record TooMany() implements RequestBody {}

  /** Cuts {@code body} into at most {@code mostEvents} events. */
  static RequestBody of(byte[] body, int mostEvents) {
    int start = skipBlank(body, byteOrderMark(body));
    if (start == body.length) {
      return new Unreadable();
    }
    return switch (body[start]) {
      case '{' -> new Events(List.of(new Slice(start, body.length)), true);
      case '[' -> list(body, start + 1, mostEvents);
      default -> new Unreadable();
    };
  }

  private static RequestBody list(byte[] body, int first, int mostEvents) {
    List<Slice> found = new ArrayList<>();
    int from = skipBlank(body, first);
    if (from < body.length && body[from] == ']') {
      return ended(body, from + 1, found, mostEvents);
    }
    int depth = 0;
    int at = from;
    while (at < body.length) {
      switch (body[at]) {
        case '"' -> at = endOfText(body, at);
        case '{', '[' -> depth++;
        case '}' -> depth--;
        case ']' -> {
          if (depth <= 0) {
            return add(found, from, at, mostEvents)
                ? ended(body, at + 1, found, mostEvents)
                : new TooMany();
          }
          depth--;
        }
        case ',' -> {
          if (depth <= 0) {
            if (!add(found, from, at, mostEvents)) {
              return new TooMany();
            }
            from = at + 1;
            depth = 0;
          }
        }
        default -> {
          // belongs to the event
        }
      }
      at++;
    }
    return add(found, from, body.length, mostEvents) ? new Events(found, false) : new TooMany();
  }

  /** What follows the list is one more event, for its reader to refuse: nothing is passed over. */
  private static RequestBody ended(byte[] body, int behind, List<Slice> found, int mostEvents) {
    int rest = skipBlank(body, behind);
    return rest == body.length || add(found, rest, body.length, mostEvents)
        ? new Events(found, false)
        : new TooMany();
  }

  private static boolean add(List<Slice> found, int from, int to, int mostEvents) {
    found.add(new Slice(from, to));
    return found.size() <= mostEvents;
  }

  /** Gives the place of the closing quote, or the end of the body where there is none. */
  private static int endOfText(byte[] body, int quote) {
    int at = quote + 1;
    while (at < body.length && body[at] != '"') {
      at += body[at] == '\\' ? 2 : 1;
    }
    return Math.min(at, body.length);
  }

  private static int skipBlank(byte[] body, int from) {
    int at = from;
    while (at < body.length
        && (body[at] == ' ' || body[at] == '\n' || body[at] == '\r' || body[at] == '\t')) {
      at++;
    }
    return at;
  }

  private static int byteOrderMark(byte[] body) {
    return body.length >= 3
            && body[0] == (byte) 0xEF
            && body[1] == (byte) 0xBB
            && body[2] == (byte) 0xBF
        ? 3
        : 0;
  }
}
