package io.impuls.scoring.domain;

import io.impuls.rules.ledger.Basis;
import io.impuls.rules.ledger.Decay;
import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.EntryChange;
import io.impuls.rules.ledger.Folded;
import io.impuls.rules.ledger.Match;
import io.impuls.rules.ledger.TimeRules;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Walks along the awards of a plan to find the band: hysteresis makes it depend on the way, not
 * only on the sum. Entries of one event move the score in one step; entries that gave nothing do
 * not move it at all.
 *
 * @param terms gives the terms of a plan version
 * @param rules what time does by the rules
 */
record BandWalk(IntFunction<Terms> terms, TimeRules rules) {

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

    /** Gives the band after a step to these sums at an instant. */
    String next(String current, Tally tally, Instant at) {
      return bands.next(current, limits.level(tally.reached(at)));
    }
  }

  /** Gives the sums after what became of an entry. */
  Tally plus(Tally tally, EntryChange change) {
    Tally without = change.before() == null ? tally : minus(tally, change.before());
    return change.after() == null ? without : plus(without, change.after());
  }

  /** Gives the sums with an entry. */
  Tally plus(Tally tally, Entry entry) {
    return with(tally, entry, entry.awarded(), Basis.of(entry, rules));
  }

  /** Gives the sums without an entry. */
  Tally minus(Tally tally, Entry entry) {
    return with(tally, entry, -entry.awarded(), Basis.ZERO.minus(Basis.of(entry, rules)));
  }

  private Tally with(Tally tally, Entry entry, long thousandths, Basis basis) {
    Match match = entry.match();
    String group = terms.apply(match.version()).group().apply(match);
    Tally sums = tally.plus(group, thousandths);
    return basis.equals(Basis.ZERO)
        ? sums
        : sums.fading(
            group,
            rules
                .decayOf(match.lineage(), match.version())
                .map(Decay::fade)
                .orElseThrow(
                    () ->
                        new IllegalStateException(
                            "points of the rule %s, version %d, go all the time, and that version is not known"
                                .formatted(match.lineage(), match.version()))),
            basis);
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
      sums = minus(sums, step);
    }
    Instant at = latest(begin(start, steps), newestFolded(entries));
    String band = terms.apply(start.version()).next(start.band(), sums, at);
    Reached reached = new Reached(band, start.version(), start.last());
    int version = 0;
    boolean firstOfEvent = true;
    for (int i = 0; i < steps.size(); i++) {
      Entry entry = steps.get(i);
      if (firstOfEvent) {
        Instant until = latest(at, entry.match().occurredAt());
        reached = passed(reached, sums, at, until);
        at = until;
      }
      // rows by trait of a version that ends and of the one that begins are one step
      version = Math.max(version, entry.match().version());
      sums = plus(sums, entry);
      boolean lastOfEvent =
          i + 1 == steps.size()
              || !steps.get(i + 1).match().eventId().equals(entry.match().eventId());
      firstOfEvent = lastOfEvent;
      if (lastOfEvent) {
        band = terms.apply(version).next(reached.band(), sums, at);
        reached = new Reached(band, version, later(reached.last(), position(entry)));
        version = 0;
      }
    }
    return reached;
  }

  /** Gives where time alone led before an instant, which belongs to what happens then. */
  private Reached passed(Reached reached, Tally sums, Instant from, Instant until) {
    return sums.fading().isEmpty()
        ? reached
        : new Reached(
            new Passing(terms.apply(reached.version()), sums)
                .band(reached.band(), from, until.minusMillis(1)),
            reached.version(),
            reached.last());
  }

  /** Gives when the newest of those happened whose points go on, and which left the ledger. */
  static Instant newestFolded(List<Entry> entries) {
    return entries.stream()
        .filter(entry -> entry.match().subTotal())
        .flatMap(entry -> Folded.of(entry.match()).stream())
        .map(Folded::newest)
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }

  private static Instant begin(Reached start, List<Entry> steps) {
    if (start.last() != null) {
      return start.last().occurredAt();
    }
    return steps.isEmpty() ? Instant.EPOCH : steps.get(0).match().occurredAt();
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
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
