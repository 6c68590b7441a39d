package io.impuls.scoring.domain.rehearsal;

import io.impuls.scoring.domain.Distribution;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How well the bands tell buyers from others: where those who ordered stood just before their first
 * order of the rehearsed time, and where those who did not stood at its end.
 *
 * @param ordered people who ordered
 * @param others people who did not
 * @param current name of the band (empty for none) to people in it, by the version in force
 * @param draft the same by the draft
 */
public record PurchaseFit(
    long ordered, long others, SortedMap<String, Share> current, SortedMap<String, Share> draft) {

  public PurchaseFit {
    current = Collections.unmodifiableSortedMap(new TreeMap<>(current));
    draft = Collections.unmodifiableSortedMap(new TreeMap<>(draft));
  }

  /**
   * People in a band.
   *
   * @param ordered of those who ordered
   * @param others of those who did not
   */
  public record Share(long ordered, long others) {
    Share with(boolean buyer) {
      return buyer ? new Share(ordered + 1, others) : new Share(ordered, others + 1);
    }
  }

  /** Counts people one by one. */
  static final class Count {
    private final SortedMap<String, Share> current = new TreeMap<>();
    private final SortedMap<String, Share> draft = new TreeMap<>();
    private long ordered;
    private long others;

    void add(PersonRehearsal person) {
      if (person.ordered()) {
        ordered++;
      } else {
        others++;
      }
      add(current, person.current().bandToBuy(), person.ordered());
      add(draft, person.draft().bandToBuy(), person.ordered());
    }

    private static void add(SortedMap<String, Share> bands, String band, boolean buyer) {
      bands.compute(
          band == null ? Distribution.NO_BAND : band,
          (name, share) -> (share == null ? new Share(0, 0) : share).with(buyer));
    }

    PurchaseFit done() {
      return new PurchaseFit(ordered, others, current, draft);
    }
  }
}
