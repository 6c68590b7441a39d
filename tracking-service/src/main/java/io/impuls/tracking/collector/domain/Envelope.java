package io.impuls.tracking.collector.domain;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request body that is one object with a list of events among its members. It is cut in one pass
 * over the bytes and without recursion; members and events are then read one by one, so that one of
 * them with broken JSON inside its brackets does not touch the others.
 *
 * @param from place of the object's bracket
 * @param events where the events stand; null when there is no such list
 * @param tooMany whether there are more events than allowed; the rest was not looked at
 * @param members where the values of the other members stand, by name
 * @param whole whether the object was followed to its end
 */
public record Envelope(
    int from, List<Slice> events, boolean tooMany, Map<String, Slice> members, boolean whole) {

  /** Members beside the events that are looked at: no known client sends more than six. */
  private static final int MOST_MEMBERS = 100;

  /**
   * Cuts {@code body} with at most {@code most} events in the list named {@code list}; empty when
   * it is no object at all.
   */
  public static Optional<Envelope> of(byte[] body, String list, int most) {
    int start = Scan.start(body);
    return start < body.length && body[start] == '{'
        ? Optional.of(new Cutter(body, list, most).cut(start))
        : Optional.empty();
  }

  /** Walks over the members of one object. */
  private static final class Cutter {

    private final byte[] body;
    private final String list;
    private final int most;
    private final Map<String, Slice> members = new LinkedHashMap<>();
    private ListCut events;

    Cutter(byte[] body, String list, int most) {
      this.body = body;
      this.list = list;
      this.most = most;
    }

    Envelope cut(int start) {
      boolean whole = walk(start + 1);
      return events == null
          ? new Envelope(start, null, false, members, whole)
          : new Envelope(start, events.found(), events.tooMany(), members, whole);
    }

    private boolean walk(int first) {
      int at = Scan.blanks(body, first);
      if (is(at, '}')) {
        return isEnd(at);
      }
      while (is(at, '"') && members.size() < MOST_MEMBERS) {
        int quote = Scan.endOfText(body, at);
        String name = new String(body, at + 1, Math.max(0, quote - at - 1), StandardCharsets.UTF_8);
        at = Scan.blanks(body, quote + 1);
        if (!is(at, ':')) {
          return false;
        }
        at = value(name, Scan.blanks(body, at + 1));
        if (at < 0) {
          return false;
        }
        at = Scan.blanks(body, at);
        if (is(at, '}')) {
          return isEnd(at);
        }
        if (!is(at, ',')) {
          return false;
        }
        at = Scan.blanks(body, at + 1);
      }
      return false;
    }

    /** Gives the place behind a value; -1 when it has no end. */
    private int value(String name, int from) {
      if (name.equals(list) && events == null && is(from, '[')) {
        events = ListCut.of(body, from + 1, most);
        return events.behind();
      }
      int depth = 0;
      for (int at = from; at < body.length; at++) {
        switch (body[at]) {
          case '"' -> at = Scan.endOfText(body, at);
          case '{', '[' -> depth++;
          case ']' -> depth--;
          case '}', ',' -> {
            if (depth <= 0) {
              members.putIfAbsent(name, new Slice(from, at));
              return at;
            }
            depth -= body[at] == '}' ? 1 : 0;
          }
          default -> {
            // belongs to the value
          }
        }
      }
      return -1;
    }

    private boolean is(int at, char expected) {
      return at < body.length && body[at] == expected;
    }

    private boolean isEnd(int bracket) {
      return Scan.blanks(body, bracket + 1) == body.length;
    }
  }
}
