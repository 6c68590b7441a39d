package io.impuls.rules.ledger;

import io.impuls.contracts.event.Merge;
import io.impuls.contracts.event.Split;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;

/**
 * What a merge or a split says about the matches of the person that loses them: which go, to whom,
 * and by whom they are named from then on.
 *
 * @param toldAt when that was received which caused it: moves follow one another by it
 * @param into the person that they belong to
 * @param named by whom they are named from now on; null when by whom they were before
 * @param original whom they are named by, or whose device they came from; null when everything goes
 * @param byDevice whether a login on a device tells it, and not the graph of identifiers
 * @param since first instant that goes; null from the beginning
 * @param until first instant that stays; null without end
 * @param past whether the person got back since what went: nothing new goes any more
 */
public record Move(
    Instant toldAt,
    UUID into,
    UUID named,
    UUID original,
    boolean byDevice,
    Instant since,
    Instant until,
    boolean past) {

  /**
   * What a login says is known earlier than what follows from it for other identifiers, as that
   * goes another way; by less than this.
   */
  private static final Duration MOST_BEHIND = Duration.ofSeconds(30);

  public Move {
    toldAt = toldAt.truncatedTo(ChronoUnit.MILLIS);
    Objects.requireNonNull(into, "into");
    since = since == null ? null : since.truncatedTo(ChronoUnit.MILLIS);
    until = until == null ? null : until.truncatedTo(ChronoUnit.MILLIS);
  }

  /** Gives what a merge says of the person that ceases. */
  public static Move of(Merge merge, Instant toldAt) {
    return new Move(
        toldAt,
        merge.into(),
        merge.named(),
        null,
        merge.named() != null,
        merge.since(),
        null,
        false);
  }

  /** Gives what a split says of the person that loses. */
  public static Move of(Split split, Instant toldAt) {
    return new Move(
        toldAt,
        split.into(),
        split.named(),
        split.original(),
        split.named() != null,
        split.since(),
        split.until(),
        false);
  }

  /** Whether everything goes that the person has and will have, except what is too old. */
  public boolean everything() {
    return original == null;
  }

  /**
   * Whether a match goes. A sub-total stands for what is older than any time that a move names, so
   * it goes with what has no beginning, and stays otherwise.
   */
  public boolean concerns(Match match) {
    return (original == null
            || original.equals(byDevice ? match.originalPerson() : match.namedPerson()))
        && (since == null || !match.subTotal() && !match.occurredAt().isBefore(since))
        && (until == null || match.occurredAt().isBefore(until));
  }

  /** Whether it was told when the match was here already, and not before it came. */
  public boolean follows(Match match) {
    if (match.placedAt() == null) {
      return !past;
    }
    // logins that arrive together are told apart by whom they name
    boolean same = byDevice && named.equals(match.namedPerson());
    return same ? toldAt.isAfter(match.placedAt()) : !toldAt.isBefore(match.placedAt());
  }

  /** Whether it takes a match that is there when the person is told. */
  public boolean reaches(Match match) {
    return match.placedAt() == null ? !past : !toldAt.isBefore(match.placedAt().minus(MOST_BEHIND));
  }

  /** Gives the match as it is where it goes. */
  public Match apply(Match match) {
    boolean behind = match.placedAt() != null && toldAt.isBefore(match.placedAt());
    return match.placed(
        named == null ? match.namedPerson() : named, behind ? match.placedAt() : toldAt);
  }

  /** Gives the same as it is when what went came back. */
  Move asPast() {
    return new Move(toldAt, into, named, original, byDevice, since, until, true);
  }

  /** Whether it took something of the same device and time. */
  boolean overlaps(Move other) {
    return byDevice
        && Objects.equals(original, other.original)
        && (since == null || other.until == null || since.isBefore(other.until))
        && (until == null || other.since == null || other.since.isBefore(until));
  }

  boolean sameAs(Move other) {
    return other.asPast().equals(asPast());
  }
}
