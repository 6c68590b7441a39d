package io.impuls.systemtests.plain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Scores and tags by person, as the lines that the report hashes. */
public final class Expected {

  private final Map<String, Integer> points = new TreeMap<>();
  private final Map<String, Map<String, Integer>> tags = new TreeMap<>();

  private Expected() {}

  /**
   * Works out the whole demo.
   *
   * @param siteDays days by which the web log was moved
   * @param beforeOrderDay recorded day before which orders count, such as {@code 2010-12-03}
   * @param beforeVisitDay recorded day before which visits count, such as {@code 2015-05-18}
   */
  public static Expected of(long siteDays, String beforeOrderDay, String beforeVisitDay) {
    Expected expected = new Expected();
    PlainShop.add(expected, beforeOrderDay);
    new PlainSite(expected, siteDays).add(beforeVisitDay);
    return expected;
  }

  void points(String person, int more) {
    points.merge(person, more, Integer::sum);
  }

  void tag(String person, String tag, int more) {
    tags.computeIfAbsent(person, p -> new TreeMap<>()).merge(tag, more, Integer::sum);
  }

  /** Gives the lines: {@code <name> score demo <points>} and {@code <name> tag <TAG> <points>}. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    points.forEach(
        (person, score) -> {
          if (score != 0) {
            lines.add(person + " score demo " + score);
          }
        });
    tags.forEach(
        (person, held) ->
            held.forEach((tag, score) -> lines.add(person + " tag " + tag + " " + score)));
    Collections.sort(lines);
    return lines;
  }
}
