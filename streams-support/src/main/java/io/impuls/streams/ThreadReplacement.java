package io.impuls.streams;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what happens after a stream thread died: it is replaced, but a deterministic bug must not
 * loop. Errors that Kafka calls retriable (a broker away) may happen more often than others.
 */
final class ThreadReplacement {

  private static final Logger LOG = LoggerFactory.getLogger(ThreadReplacement.class);

  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final int MOST_UNKNOWN = 3;
  private static final int MOST_RETRIABLE = 60;

  private final Deque<Long> unknown = new ArrayDeque<>();
  private final Deque<Long> retriable = new ArrayDeque<>();

  synchronized StreamThreadExceptionResponse decide(Throwable error) {
    boolean passing = isRetriable(error);
    boolean replace =
        passing
            ? allowed(retriable, MOST_RETRIABLE, System.nanoTime())
            : allowed(unknown, MOST_UNKNOWN, System.nanoTime());
    LOG.error(
        replace ? "a stream thread died and is replaced" : "stream threads keep dying, stopping",
        error);
    return replace
        ? StreamThreadExceptionResponse.REPLACE_THREAD
        : StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  /** Whether one more within the window is allowed; counts it. */
  static boolean allowed(Deque<Long> times, int most, long now) {
    while (!times.isEmpty() && now - times.peekFirst() > WINDOW.toNanos()) {
      times.removeFirst();
    }
    times.addLast(now);
    return times.size() <= most;
  }

  private static boolean isRetriable(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof RetriableException) {
        return true;
      }
    }
    return false;
  }
}
