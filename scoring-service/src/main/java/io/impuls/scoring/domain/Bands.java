package io.impuls.scoring.domain;

import java.util.Comparator;
import java.util.List;

/** The bands of one plan version, from the highest entry level to the lowest. */
public final class Bands {

  /** A plan without bands. */
  public static final Bands NONE = new Bands(List.of());

  private final List<Band> highestFirst;

  /** Takes bands in any order; their entry levels differ. */
  public Bands(List<Band> bands) {
    highestFirst = bands.stream().sorted(Comparator.comparingLong(Band::enter).reversed()).toList();
  }

  /** Gives the bands, highest entry level first. */
  public List<Band> highestFirst() {
    return highestFirst;
  }

  /**
   * Gives the band after a step to {@code score}: the highest that is reached or not yet left.
   *
   * <p>Knowing only the highest band is enough. Whoever is in a band has also reached every lower
   * entry level, so when the band is left, a lower one still holds as long as the score has not
   * fallen below that one's own exit.
   *
   * @param current name of the band before; null for none, and none when this version lacks it
   * @param score thousandths
   * @return name of the band; null for none
   */
  public String next(String current, long score) {
    boolean reachedBefore = false;
    for (Band band : highestFirst) {
      reachedBefore |= band.name().equals(current);
      if (score >= (reachedBefore ? band.leave() : band.enter())) {
        return band.name();
      }
    }
    return null;
  }
}
