package io.impuls.rules.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * What the note of a sub-total says of points that go all the time: only then it has one.
 *
 * @param newest when the newest of its entries happened: before that, nothing can be said
 * @param basis what they are worth
 */
public record Folded(Instant newest, Basis basis) {

  private static final String BETWEEN = ";";

  /** Reads what {@link #text} wrote; empty where no points go all the time. */
  public static Optional<Folded> of(Match subTotal) {
    return Optional.ofNullable(subTotal.note())
        .map(
            note -> {
              String[] parts = note.split(BETWEEN);
              return new Folded(
                  Instant.ofEpochMilli(Long.parseLong(parts[0])), Basis.parse(parts[1]));
            });
  }

  /** Gives both together. */
  public Folded plus(Folded other) {
    return new Folded(
        newest.isAfter(other.newest) ? newest : other.newest, basis.plus(other.basis));
  }

  /** Gives it as a note; null where nothing is left. */
  public String text() {
    return basis.equals(Basis.ZERO) ? null : newest.toEpochMilli() + BETWEEN + basis.text();
  }
}
