package io.impuls.rules.ledger;

import io.impuls.contracts.score.Suppression;
import java.util.Objects;

/**
 * A match with its verdict.
 *
 * @param match what matched
 * @param awarded thousandths of a point given; 0 when suppressed
 * @param reason the first thing that stood against the award; null when nothing did
 */
public record Entry(Match match, long awarded, Suppression reason) {

  public Entry {
    Objects.requireNonNull(match, "match");
  }

  /** Gives the entry of a match that gets all it can. */
  public static Entry awarded(Match match) {
    return new Entry(match, match.potential(), null);
  }

  /** Gives the entry of a match that gives nothing by itself, though nothing stands against it. */
  public static Entry silent(Match match) {
    return new Entry(match, 0, null);
  }

  /** Gives the entry of a match that its rule's cap lets have part of it, or nothing. */
  public static Entry capped(Match match, long granted) {
    return capped(match, granted, Suppression.CAP);
  }

  /**
   * Gives the entry of a match that a cap lets have part of it, or nothing.
   *
   * @param first the first cap that did
   */
  static Entry capped(Match match, long granted, Suppression first) {
    return new Entry(match, granted, first);
  }

  /** Gives the entry of a match that gets nothing. */
  public static Entry suppressed(Match match, Suppression reason) {
    return new Entry(match, 0, Objects.requireNonNull(reason, "reason"));
  }

  /** Gives what stays of an award whose points leave the log, under a cap that never frees. */
  public static Entry spent(Entry award) {
    Match match = award.match();
    return new Entry(match.withPotential(award.awarded()).as(Match.Part.SPENT), 0, null);
  }

  /** Gives the same verdict on another form of its match. */
  public Entry of(Match same) {
    return new Entry(same, awarded, reason);
  }

  /** Whether it still waits for a sign of a human. */
  boolean unconfirmed() {
    return match.provisional() && reason == Suppression.PROVISIONAL;
  }

  /** Gives the match as caps see it: one that a sign has confirmed is like any other. */
  Match contender() {
    return match.provisional() && !unconfirmed() ? match.released() : match;
  }

  /** Whether it takes up room under a cap: an award of 0 does not (3.4), nor does passed time. */
  public boolean consumes() {
    return used() > 0;
  }

  /** Gives the thousandths of a point that it takes up of a cap; at least 0. */
  public long used() {
    return switch (match.part()) {
      case AWARD -> match.subTotal() ? 0 : Math.max(0, awarded);
      case SPENT -> match.potential();
      case START,
          ANSWER,
          RESTART,
          ELAPSED,
          EXPIRED,
          SIGN,
          PLEDGED,
          ONLY,
          OTHER,
          OVER,
          FACT,
          TRAIT ->
          0;
    };
  }
}
