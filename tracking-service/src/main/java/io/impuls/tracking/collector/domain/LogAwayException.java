package io.impuls.tracking.collector.domain;

/** What an operator asked for could not be written to Kafka, or read from it, at the moment. */
public final class LogAwayException extends RuntimeException {

  /** Says what did not work. */
  public LogAwayException(String message, Throwable cause) {
    super(message, cause);
  }
}
