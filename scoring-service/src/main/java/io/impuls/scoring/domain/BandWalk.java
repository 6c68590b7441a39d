package io.impuls.scoring.domain;

import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.EntryChange;
import io.impuls.rules.ledger.Match;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Walks along the awards of a plan to find the band: hysteresis makes it depend on the way, not
 * only on the sum. Entries of one event move the score in one step; entries that gave nothing do
 * not move it at all.
 *
 * @param terms gives the terms of a plan version
 */
record BandWalk(IntFunction<Terms> terms) {

  /**
   * What a plan version says of sums.
   *
   * @param bands its bands
   * @param limits its limits
   * @param group gives the group of a match; null for none
   */
  record Terms(Bands bands, Limits limits, Function<Match, String> group) {

    /** Of a version of which nothing is known. */
    static final Terms NONE = new Terms(Bands.NONE, Limits.NONE, match -> null);

    static Terms of(ScoringPlan plan) {
      return new Terms(plan.bands(), plan.limits(), plan::group);
    }

    /** Gives the band after a step to these sums. */
    String next(String current, Tally tally) {
      return bands.next(current, limits.level(tally));
    }
  }

  /** Gives the sums after what a match gave, or lost. */
  Tally plus(Tally tally, Match match, long thousandths) {
    return tally.plus(terms.apply(match.version()).group().apply(match), thousandths);
  }

  /**
   * Gives where the score stands after all entries.
   *
   * @param start where the entries begin
   * @param total sums after all entries; what they do not explain was awarded before them
   * @param entries entries of the plan, in the order of {@link io.impuls.rules.ledger.Match#ORDER};
   *     sub-totals stand for what led to {@code start} and are no steps
   */
  Reached walk(Reached start, Tally total, List<Entry> entries) {
    List<Entry> steps = entries.stream().filter(entry -> isStep(start, entry)).toList();
    Tally sums = total;
    for (Entry step : steps) {
      sums = plus(sums, step.match(), -step.awarded());
    }
    String band = terms.apply(start.version()).next(start.band(), sums);
    Reached reached = new Reached(band, start.version(), start.last());
    int version = 0;
    for (int i = 0; i < steps.size(); i++) {
      Entry entry = steps.get(i);
      // rows by trait of a version that ends and of the one that begins are one step
      version = Math.max(version, entry.match().version());
      sums = plus(sums, entry.match(), entry.awarded());
      boolean lastOfEvent =
          i + 1 == steps.size()
              || !steps.get(i + 1).match().eventId().equals(entry.match().eventId());
      if (lastOfEvent) {
        band = terms.apply(version).next(reached.band(), sums);
        reached = new Reached(band, version, later(reached.last(), position(entry)));
        version = 0;
      }
    }
    return reached;
  }

  /** What is given for traits stays in the ledger for ever, also when it is part of the start. */
  private static boolean isStep(Reached start, Entry entry) {
    boolean begun =
        entry.match().part() == Match.Part.TRAIT
            && start.last() != null
            && position(entry).compareTo(start.last()) <= 0;
    return entry.awarded() != 0 && !entry.match().subTotal() && !begun;
  }

  /** Imported history may be older than what has left the ledger. */
  private static Position later(Position one, Position other) {
    return one != null && one.compareTo(other) > 0 ? one : other;
  }

  /** Gives the place of what changed in the total order. */
  static Position position(EntryChange change) {
    return new Position(change.match().occurredAt(), change.match().eventId());
  }

  /** Gives the place of an entry in the total order. */
  static Position position(Entry entry) {
    return new Position(entry.match().occurredAt(), entry.match().eventId());
  }
}
