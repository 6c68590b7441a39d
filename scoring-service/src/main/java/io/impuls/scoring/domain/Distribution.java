package io.impuls.scoring.domain;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the people of a plan spread over scores and bands. Stretches of scores are as wide as it
 * takes for a chart: twice as wide as they were whenever there are too many.
 *
 * @param width thousandths of a point in a stretch, more than 0
 * @param stretches number of the stretch to people in it: number {@code n} holds the scores from
 *     {@code n * width} on and below {@code (n + 1) * width}
 * @param bands name of the band to people in it; the empty name for those in none
 */
public record Distribution(
    long width, SortedMap<Long, Long> stretches, SortedMap<String, Long> bands) {

  /** Most stretches. */
  public static final int MOST = 200;

  /** Stands for the people in no band. */
  public static final String NO_BAND = "";

  public Distribution {
    if (width < 1) {
      throw new IllegalArgumentException("a stretch has a width");
    }
    stretches = copy(stretches);
    bands = copy(bands);
  }

  /** What nobody is in may be left out where it is written. */
  private static <K extends Comparable<K>> SortedMap<K, Long> copy(SortedMap<K, Long> people) {
    return Collections.unmodifiableSortedMap(
        people == null ? new TreeMap<>() : new TreeMap<>(people));
  }

  /** Gives the number of people. */
  public long people() {
    return bands.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Gives that of both. Both began with the same width. */
  public Distribution with(Distribution other) {
    Count count = new Count(Math.max(width, other.width));
    for (Distribution one : new Distribution[] {this, other}) {
      one.stretches.forEach(
          (number, people) ->
              count.stretches.merge(
                  Math.floorDiv(number, count.width / one.width), people, Long::sum));
      one.bands.forEach((band, people) -> count.bands.merge(band, people, Long::sum));
    }
    return count.done();
  }

  /** Counts people one by one. */
  public static final class Count {
    private final TreeMap<String, Long> bands = new TreeMap<>();
    private TreeMap<Long, Long> stretches = new TreeMap<>();
    private long width;

    /**
     * Begins.
     *
     * @param width thousandths of a point in a stretch, as long as there are few
     */
    public Count(long width) {
      this.width = width;
    }

    /**
     * Adds a person.
     *
     * @param total thousandths of a point
     * @param band name of the band; null for none
     */
    public void add(long total, String band) {
      bands.merge(band == null ? NO_BAND : band, 1L, Long::sum);
      stretches.merge(Math.floorDiv(total, width), 1L, Long::sum);
      widen();
    }

    /** Gives what was counted. */
    public Distribution done() {
      widen();
      return new Distribution(width, stretches, bands);
    }

    private void widen() {
      while (stretches.size() > MOST) {
        TreeMap<Long, Long> wider = new TreeMap<>();
        stretches.forEach(
            (number, people) -> wider.merge(Math.floorDiv(number, 2), people, Long::sum));
        stretches = wider;
        width = Math.multiplyExact(width, 2);
      }
    }
  }
}
