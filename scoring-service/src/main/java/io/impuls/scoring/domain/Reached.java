package io.impuls.scoring.domain;

import java.util.Comparator;
import java.util.function.ToLongFunction;

/**
 * Where the way of a score has led. Hysteresis makes the band depend on the way, so this is all
 * that must stay of entries that have left the ledger.
 *
 * @param band name of the band; null for none
 * @param version plan version that judged the last step; 0 before the first
 * @param last newest entry that gave or took points; null before the first
 */
public record Reached(String band, int version, Position last) {

  /** The beginning. */
  public static final Reached NOTHING = new Reached(null, 0, null);

  /**
   * Gives where two people stand who turn out to be one. In which order their ways went is not
   * known any more, so the higher band counts until the sum of both has fallen below its exit.
   * Three and more give the same in any order.
   *
   * @param level gives the entry level of a band by its name
   */
  Reached join(Reached other, ToLongFunction<String> level) {
    Comparator<String> higher = Comparator.comparingLong(level).thenComparing(name -> name);
    return new Reached(
        later(band, other.band, higher),
        Math.max(version, other.version),
        later(last, other.last, Comparator.naturalOrder()));
  }

  private static <T> T later(T one, T other, Comparator<T> order) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return order.compare(one, other) >= 0 ? one : other;
  }
}
