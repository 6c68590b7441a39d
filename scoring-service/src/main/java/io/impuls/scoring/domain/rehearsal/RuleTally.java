package io.impuls.scoring.domain.rehearsal;

import io.impuls.contracts.Points;
import io.impuls.contracts.score.Suppression;
import io.impuls.rules.ledger.Entry;
import io.impuls.rules.ledger.Match;

/**
 * What a rule did to everybody.
 *
 * @param rule its id
 * @param name its shown name
 * @param matches how often it matched: the sum of the five that follow
 * @param awarded how often it gave or took all its points
 * @param clipped how often a cap left it part of them
 * @param capped how often a cap left it none
 * @param quiet how often quiet hours left it none
 * @param otherwise how often something else did: robots, double fires, no profiling
 * @param points the points that it gave in all
 */
public record RuleTally(
    String rule,
    String name,
    long matches,
    long awarded,
    long clipped,
    long capped,
    long quiet,
    long otherwise,
    Points points) {

  /** Gives how often its cap bound. */
  public long bound() {
    return clipped + capped;
  }

  /** Counts entries one by one. */
  static final class Count {
    private final String rule;
    private final String name;
    private long awarded;
    private long clipped;
    private long capped;
    private long quiet;
    private long otherwise;
    private long points;

    Count(String rule, String name) {
      this.rule = rule;
      this.name = name;
    }

    /**
     * Beginnings and ends of waits are no matches of their own, and what an award loses is none.
     */
    void add(Entry entry) {
      points = Math.addExact(points, entry.awarded());
      if (!entry.match().gives() || entry.match().part() == Match.Part.EXPIRED) {
        return;
      }
      if (entry.reason() == null) {
        awarded++;
      } else if (byCap(entry.reason()) && entry.awarded() != 0) {
        clipped++;
      } else if (byCap(entry.reason())) {
        capped++;
      } else if (entry.reason() == Suppression.QUIET) {
        quiet++;
      } else {
        otherwise++;
      }
    }

    private static boolean byCap(Suppression reason) {
      return reason == Suppression.CAP
          || reason == Suppression.GROUP_CAP
          || reason == Suppression.PLAN_CAP;
    }

    RuleTally done() {
      long matches = awarded + clipped + capped + quiet + otherwise;
      return new RuleTally(
          rule, name, matches, awarded, clipped, capped, quiet, otherwise, new Points(points));
    }
  }
}
