package io.impuls.tracking.collector.segment;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The six calls of the API. */
enum Call {
  IDENTIFY,
  TRACK,
  PAGE,
  SCREEN,
  GROUP,
  ALIAS;

  /** Gives the name in messages and paths. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Gives the one letter by which the browser library names it in paths. */
  String letter() {
    return word().substring(0, 1);
  }

  /** Gives the call of this name, in any letter case. */
  static Optional<Call> named(String word) {
    return Arrays.stream(values()).filter(call -> call.word().equalsIgnoreCase(word)).findFirst();
  }

  /** Gives the call that a path ends in, by name or letter; empty for batches. */
  static Optional<Call> ofPath(String path) {
    String end = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    String last = end.substring(end.lastIndexOf('/') + 1);
    return Arrays.stream(values())
        .filter(call -> call.word().equals(last) || call.letter().equals(last))
        .findFirst();
  }
}
