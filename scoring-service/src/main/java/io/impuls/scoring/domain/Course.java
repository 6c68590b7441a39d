package io.impuls.scoring.domain;

import java.time.Instant;
import java.util.Objects;

/**
 * How far the way of a score is known whose points go all the time.
 *
 * @param since as of when score and band are
 * @param version plan version that judged the last step, by whose bands it goes on
 * @param next until then time alone makes no other band of it, and leaves at least half of it; what
 *     there is, is to be seen then. Null for never
 */
public record Course(Instant since, int version, Instant next) {
  public Course {
    Objects.requireNonNull(since, "since");
  }
}
