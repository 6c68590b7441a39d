package io.impuls.tracking.collector.domain;

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
    int start = Scan.start(body);
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
    ListCut cut = ListCut.of(body, first, mostEvents);
    if (cut.tooMany()) {
      return new TooMany();
    }
    return cut.behind() < 0
        ? new Events(cut.found(), false)
        : ended(body, cut.behind(), cut.found(), mostEvents);
  }

  /** What follows the list is one more event, for its reader to refuse: nothing is passed over. */
  private static RequestBody ended(byte[] body, int behind, List<Slice> found, int mostEvents) {
    int rest = Scan.blanks(body, behind);
    if (rest < body.length) {
      found.add(new Slice(rest, body.length));
    }
    return found.size() <= mostEvents ? new Events(found, false) : new TooMany();
  }
}
