package io.impuls.service.problem;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** Ends a request with a {@link Problem}. Thrown by API code only. */
public final class ProblemException extends RuntimeException {

  private final transient Problem problem;
  private final transient Duration retryAfter;

  /** Ends the request with {@code problem}. */
  public ProblemException(Problem problem) {
    this(problem, null);
  }

  /** Ends the request with {@code problem} and tells when to come again; null for never mind. */
  public ProblemException(Problem problem, Duration retryAfter) {
    super(Objects.requireNonNull(problem, "problem").title());
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  /** Gives the answer. */
  public Problem problem() {
    return problem;
  }

  /** Gives the time after which to try again, for the {@code Retry-After} header. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
