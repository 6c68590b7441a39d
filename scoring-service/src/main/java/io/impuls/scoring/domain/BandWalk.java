package io.impuls.scoring.domain;

import io.impuls.rules.ledger.Entry;
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
   * @param total sum over the whole ledger, in thousandths; what the entries do not explain was
   *     awarded before them
   * @param entries retained entries of the plan, in the order of {@link
   *     io.impuls.rules.ledger.Match#ORDER}
   */
  PlanScore walk(long total, List<Entry> entries) {
    List<Entry> awards = entries.stream().filter(entry -> entry.awarded() != 0).toList();
    long score = total - awards.stream().mapToLong(Entry::awarded).sum();
    String band = null;
    for (int i = 0; i < awards.size(); i++) {
      Entry entry = awards.get(i);
      score += entry.awarded();
      boolean lastOfEvent =
          i + 1 == awards.size()
              || !awards.get(i + 1).match().eventId().equals(entry.match().eventId());
      if (lastOfEvent) {
        band = bands.apply(entry.match().version()).next(band, score);
      }
    }
    Position last = awards.isEmpty() ? null : position(awards.get(awards.size() - 1));
    return new PlanScore(total, band, last, null);
  }

  /** Gives the place of an entry in the total order. */
  static Position position(Entry entry) {
    return new Position(entry.match().occurredAt(), entry.match().eventId());
  }
}
