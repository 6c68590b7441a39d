package io.impuls.contact.timeline;

/** Cassandra does not answer; it may later. */
public final class TimelineUnavailable extends RuntimeException {

  TimelineUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
