package io.impuls.scoring.domain;

import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.EntryChange;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Walks along the awards of a plan to find the band: hysteresis makes it depend on the way, not
 * only on the sum. Entries of one event move the score in one step; entries that gave nothing do
 * not move it at all.
 *
 * @param bands gives the bands of a plan version
 */
record BandWalk(IntFunction<Bands> bands) {

  /**
   * Gives where the score stands after all entries.
   *
   * @param start where the entries begin
   * @param total sum after all entries, in thousandths; what they do not explain was awarded before
   *     them
   * @param entries entries of the plan, in the order of {@link io.impuls.rules.ledger.Match#ORDER};
   *     sub-totals stand for what led to {@code start} and are no steps
   */
  Reached walk(Reached start, long total, List<Entry> entries) {
    List<Entry> steps = entries.stream().filter(BandWalk::isStep).toList();
    long score = total - steps.stream().mapToLong(Entry::awarded).sum();
    String band = bands.apply(start.version()).next(start.band(), score);
    Reached reached = new Reached(band, start.version(), start.last());
    for (int i = 0; i < steps.size(); i++) {
      Entry entry = steps.get(i);
      score += entry.awarded();
      boolean lastOfEvent =
          i + 1 == steps.size()
              || !steps.get(i + 1).match().eventId().equals(entry.match().eventId());
      if (lastOfEvent) {
        int version = entry.match().version();
        band = bands.apply(version).next(reached.band(), score);
        reached = new Reached(band, version, later(reached.last(), position(entry)));
      }
    }
    return reached;
  }

  private static boolean isStep(Entry entry) {
    return entry.awarded() != 0 && !entry.match().subTotal();
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
