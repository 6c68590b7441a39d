package io.impuls.embedded.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Decides what becomes of a child that died by itself: it is started again, but not more often than
 * {@link #LIMIT} times within {@link #WINDOW}. A child that keeps dying needs a person.
 */
final class RestartPolicy {

  /** Restarts of one child within the window. */
  static final int LIMIT = 3;

  /** The time that restarts count for. */
  static final Duration WINDOW = Duration.ofMinutes(10);

  private static final Duration PAUSE = Duration.ofSeconds(2);

  /** What to do about a death. */
  sealed interface Decision {
    /** Start it again, for the {@code nth} time within the window. */
    record Restart(int nth) implements Decision {
      /** Gives how long to wait before: nothing at first, then longer, for what it needs. */
      Duration pause() {
        return PAUSE.multipliedBy(nth - 1L);
      }
    }

    /** Stop everything. */
    record GiveUp() implements Decision {}
  }

  private final Map<String, Deque<Instant>> restarts = new HashMap<>();

  /** Decides about a child that died at {@code now}. */
  Decision died(String child, Instant now) {
    Deque<Instant> recent = restarts.computeIfAbsent(child, name -> new ArrayDeque<>());
    while (!recent.isEmpty() && !recent.peekFirst().isAfter(now.minus(WINDOW))) {
      recent.removeFirst();
    }
    if (recent.size() >= LIMIT) {
      return new Decision.GiveUp();
    }
    recent.addLast(now);
    return new Decision.Restart(recent.size());
  }
}
