package io.impuls.service.webhook;

import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** What subscribers' answers mean. */
final class Answers {

  private static final int OK = 200;
  private static final int REDIRECT = 300;
  private static final int ERROR = 400;
  static final int GONE = 410;

  private Answers() {}

  static Reply reply(HttpClientResponse response, Instant now) {
    return reply(response.statusCode(), response.getHeader(HttpHeaders.RETRY_AFTER), now);
  }

  static Reply reply(int status, String retryAfter, Instant now) {
    if (status >= OK && status < REDIRECT) {
      return new Reply.Taken(status);
    }
    if (status == GONE) {
      return new Reply.Gone();
    }
    String reason =
        status >= REDIRECT && status < ERROR
            ? "answered %d: redirects are not followed, register the address that it leads to"
                .formatted(status)
            : "answered " + status;
    return new Reply.Failed(status, reason, wait(retryAfter, now));
  }

  /** Reads {@code Retry-After}, seconds or a date (RFC 9110, 10.2.3). */
  private static Duration wait(String retryAfter, Instant now) {
    if (retryAfter == null) {
      return Duration.ZERO;
    }
    try {
      if (retryAfter.matches("[0-9]{1,9}")) {
        return Duration.ofSeconds(Long.parseLong(retryAfter));
      }
      Duration until =
          Duration.between(
              now,
              ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
      return until.isNegative() ? Duration.ZERO : until;
    } catch (DateTimeParseException e) {
      return Duration.ZERO;
    }
  }
}
